/** Every test of the extension. */
import './activation.test.ts';
import './language.test.ts';
import './figures.test.ts';
import './compare.test.ts';
import './older.test.ts';
import './evidence.test.ts';
import './preview.test.ts';
import './server.test.ts';
