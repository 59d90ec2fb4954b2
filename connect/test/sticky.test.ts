import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { markerLine, markerOf } from '../../protocol/index.ts';
import { actionOf, changes, post } from './post.ts';
import { type Answer, type Asked, me, type Shop, type Stored, withService } from './server.ts';
import { type Service, services } from './services.ts';

const stranger = 99;

/** A comment of an earlier or later run. */
function comment(run: number, text = `of run ${run}`): string {
  return `${markerLine({ tag: 'risk', run: [run, 1], at: '2026-11-20T00:00:00.000Z', commit: null })}\n${text}\n`;
}

const ours = (shop: Shop): Stored[] => shop.stored.filter(({ author }) => author === me);

/** Against a service whose list of comments stays as it is. */
function behind(service: Service, list: Stored[], test: (shop: Shop) => Promise<void>): Promise<void> {
  const isList = ({ method, path }: Asked): boolean => method === 'GET' && /\/(comments|notes|threads)$/.test(path);
  const answer: Answer = (asked, shop) => service.answer(asked, isList(asked) ? { ...shop, stored: list } : shop);
  return withService(answer, test, service.authorization);
}

for (const service of services) {
  const on = (test: (shop: Shop) => Promise<void>) => withService(service.answer, test, service.authorization);
  const run = (number: number) => ({ env: service.run(String(number)) });

  describe(`the comment on ${service.name}`, () => {
    it('is created, then updated in place', () =>
      on(async (shop) => {
        assert.equal(actionOf(await post(service, shop, { markdown: 'first' })), 'created');
        assert.equal(actionOf(await post(service, shop, { markdown: 'second', ...run(51) })), 'updated');
        assert.equal(shop.stored.length, 1);
        assert.match(shop.stored[0].body, /\nsecond$/);
        assert.deepEqual(changes(shop), ['POST', service.update]);
      }));

    it('says in its marker which run it is of', () =>
      on(async (shop) => {
        await post(service, shop);
        const marker = markerOf(shop.stored[0].body);
        assert.equal(marker?.run?.[0], 50);
        assert.equal(marker?.at, '2026-11-21T12:00:00.000Z');
        assert.equal(marker?.commit, 'abcdef0123456789abcdef0123456789abcdef01');
      }));

    it('is found behind pages of other comments', () =>
      on(async (shop) => {
        for (let n = 0; n < 230; n++) shop.write(stranger, `remark ${n}`);
        shop.write(me, comment(49));
        for (let n = 0; n < 20; n++) shop.write(stranger, 'more');
        assert.equal(actionOf(await post(service, shop)), 'updated');
        assert.equal(ours(shop).length, 1);
        assert.equal(shop.stored.length, 251);
      }));

    it('is never that of a later run: that one is kept', () =>
      on(async (shop) => {
        shop.write(me, comment(51));
        assert.equal(actionOf(await post(service, shop)), 'kept');
        assert.deepEqual(changes(shop), []);
        assert.match(shop.stored[0].body, /of run 51/);
      }));

    it('is not that of a later run which writes between look and change', () =>
      on(async (shop) => {
        const there = shop.write(me, comment(49));
        shop.meanwhile = ({ method, path }) => {
          // The look at the one comment, after the list.
          if (method === 'GET' && /\/1?\d+(\/comments\/1)?$/.test(path) && path.includes(String(there.id)))
            there.body = comment(52);
        };
        assert.equal(actionOf(await post(service, shop)), 'kept');
        assert.match(there.body, /of run 52/);
        assert.deepEqual(changes(shop), []);
      }));

    it('is put right where an older run wrote over it at the same time', () =>
      on(async (shop) => {
        const there = shop.write(me, comment(40));
        let overwritten = false;
        shop.meanwhile = ({ method }) => {
          if (method === 'GET' && !overwritten && there.body.includes('run=50')) {
            overwritten = true;
            there.body = comment(45);
          }
        };
        assert.equal(actionOf(await post(service, shop, { markdown: 'ours' })), 'updated');
        assert.ok(overwritten);
        assert.match(there.body, /\nours$/);
        assert.deepEqual(changes(shop), [service.update, service.update]);
      }));

    it('stays one where two runs create theirs at once', () =>
      on(async (shop) => {
        let raced = false;
        shop.meanwhile = ({ method }) => {
          if (method === 'POST' && !raced) {
            raced = true;
            shop.write(me, comment(51));
          }
        };
        assert.equal(actionOf(await post(service, shop)), 'kept');
        assert.equal(shop.stored.length, 1);
        assert.match(shop.stored[0].body, /of run 51/);
      }));

    it('takes over the older of two that were left behind, and only then removes the other', () =>
      on(async (shop) => {
        const [first, second] = [shop.write(me, comment(30)), shop.write(me, comment(31))];
        shop.meanwhile = ({ method }) => {
          if (method === 'DELETE') assert.match(first.body, /run=50/);
        };
        assert.equal(actionOf(await post(service, shop)), 'updated');
        assert.deepEqual(
          shop.stored.map(({ id }) => id),
          [first.id],
        );
        assert.match(second.body, /run 31/);
      }));

    it('is never the comment of somebody else, nor one that only quotes the marker', () =>
      on(async (shop) => {
        const forged = shop.write(stranger, comment(99, 'forged'));
        const quoting = shop.write(me, `See this:\n${comment(99, 'quoted')}`);
        const other = shop.write(me, comment(99).replace('comment=risk', 'comment=other'));
        const before = [forged.body, quoting.body, other.body];
        assert.equal(actionOf(await post(service, shop)), 'created');
        assert.deepEqual([forged.body, quoting.body, other.body], before);
        assert.equal(shop.stored.length, 4);
      }));

    it('is made again where it was deleted', () =>
      on(async (shop) => {
        const there = shop.write(me, comment(49));
        shop.meanwhile = ({ method }) => {
          if (method === service.update) shop.stored.splice(shop.stored.indexOf(there), 1);
        };
        assert.equal(actionOf(await post(service, shop)), 'created');
        assert.equal(shop.stored.length, 1);
        assert.match(shop.stored[0].body, /run=50/);
      }));

    it('is not made again where somebody deletes it at once', () =>
      on(async (shop) => {
        shop.meanwhile = ({ method }) => {
          if (method === 'GET') shop.stored.length = 0;
        };
        assert.equal(actionOf(await post(service, shop)), 'created');
        assert.deepEqual(changes(shop), ['POST']);
      }));

    it('stays one where the list lags behind what was written', () =>
      behind(service, [], async (shop) => {
        assert.equal(actionOf(await post(service, shop)), 'created');
        assert.deepEqual(changes(shop), ['POST']);
      }));

    it('is updated once where the list still has its old text', () =>
      behind(service, [{ id: 101, author: me, body: comment(40) }], async (shop) => {
        assert.equal(shop.write(me, comment(40)).id, 101);
        assert.equal(actionOf(await post(service, shop)), 'updated');
        assert.deepEqual(changes(shop), [service.update]);
      }));

    it('is made again where the list still has one that is gone', () =>
      behind(service, [{ id: 1, author: me, body: comment(40) }], async (shop) => {
        assert.equal(actionOf(await post(service, shop)), 'created');
        assert.deepEqual(changes(shop), ['POST']);
        assert.equal(shop.stored.length, 1);
      }));

    it('keeps within what a comment may be', () =>
      on(async (shop) => {
        const long = `# Headline\n\n<details>\n${'a long line of details\n'.repeat(60_000)}</details>\n`;
        assert.equal(actionOf(await post(service, shop, { markdown: long })), 'created');
        assert.match(shop.stored[0].body, /^<!-- risk-as-code [^\n]+ -->\n# Headline\n/);
        assert.match(shop.stored[0].body, /<\/details>\n\n_The report is longer/);
      }));
  });
}

describe('the marker of the report itself', () => {
  it('counts before what the environment says', () => {
    const service: Service = services[0];
    return withService(service.answer, async (shop) => {
      await post(service, shop, { markdown: comment(12, 'old figures') });
      assert.deepEqual(markerOf(shop.stored[0].body)?.run, [12, 1]);
      assert.equal(shop.stored[0].body.match(/<!--/g)?.length, 1);
    });
  });

  it('may be completed: without a run it takes that of the pipeline', () => {
    const service: Service = services[0];
    return withService(service.answer, async (shop) => {
      const line = markerLine({ tag: 'risk', run: null, at: null, commit: null });
      await post(service, shop, { markdown: `${line}\ntext\n` });
      assert.deepEqual(markerOf(shop.stored[0].body)?.run, [50, 1]);
    });
  });
});
