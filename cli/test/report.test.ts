import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reportPage, riskReport } from '../../report/index.ts';
import { withFolder } from '../../sources/test/folder.ts';
import { type Call, call } from './host.ts';

/** Half a leak a year of $100k, which the planned control halves; one threat without a frequency. */
const shop = `system Shop "The <shop>" { appetite { at most 50% chance above $1M } }
service Web { owner "web" }
threat Leak "Orders | leak" { stride information-disclosure on Web frequency 0.5 per year loss $100k }
threat Vague { on Web loss $1k }
control Waf "=Firewall" { cost $10k reduces frequency of Leak by 50% }
`;

async function report(...words: readonly string[]): Promise<Call> {
  let result: Call | null = null;
  await withFolder({ 'shop.risk': shop }, async ({ path }) => {
    result = await call(path, ['report', ...words]);
  });
  return result!;
}

describe('risk report', () => {
  it('says in Markdown what is lost, by which threats, and what controls are worth', async () => {
    const { code, stdout, stderr } = await report('--format', 'markdown');
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^# The &lt;shop&gt;\n\nExpected annual loss: \*\*at least \$50k\*\*, .* controls \$25k\./);
    assert.match(stdout, /^- Appetite of at most 50% chance above \$1M: /m);
    assert.match(stdout, /^\| Orders &#124; leak \(Leak\) \| \$50k \| 39% \| .* \| \$25k \|$/m);
    assert.match(stdout, /^\| Vague \| no figure \| no figure \| no figure \| no figure \|$/m);
    assert.match(stdout, /^\| =Firewall \(Waf\) \| \$25k \| \$10k \| planned \|$/m);
    assert.match(stdout, /^1 threat without figures:\n\n- Vague /m);
    assert.doesNotMatch(stdout, /NaN|undefined|null/);
  });

  it('has the threats as CSV, unrounded, with nothing for what is unknown', async () => {
    const { stdout } = await report('--format', 'csv');
    const [head, leak, vague, ...more] = stdout.split('\r\n');
    const row = (line: string): Record<string, string> =>
      Object.fromEntries(head.split(',').map((title, index) => [title, line.split(',')[index]]));
    assert.deepEqual(more, ['']);
    assert.equal(row(leak)['ale current'], '50000');
    assert.equal(row(leak)['ale target'], '25000');
    const chance = Number(row(leak)['probability of loss']);
    assert.ok(Math.abs(chance - (1 - Math.exp(-0.5))) < 1e-9, String(chance));
    assert.deepEqual([row(vague).threat, row(vague)['ale current'], row(vague).missing], ['Vague', '', 'frequency']);
  });

  it('refuses JSON, which risk simulate has, and other forms', async () => {
    assert.equal((await report('--json')).code, 2);
    const { code, stderr } = await report('--format', 'pdf');
    assert.equal(code, 2);
    assert.match(stderr, /one of html, markdown, csv/);
  });
});

describe('the page of a report', () => {
  it('holds script and data as text that ends neither, under a policy that lets nothing else run', () => {
    const head = { version: '1.0.0', asOf: '2026-11-21' };
    const page = reportPage(riskReport(head, [], []), "const end = '</script><!--';");
    assert.equal(page.split('</script>').length, 3);
    assert.match(page, /<script>const end = '<\\\/script><\\!--';<\/script>/);
    assert.match(page, /default-src 'none'; script-src 'sha256-[A-Za-z0-9+/]{43}='/);
  });
});
