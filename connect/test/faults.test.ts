import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { actionOf, changes, failureOf, post } from './post.ts';
import { type Answered, me, type Shop, token, withService } from './server.ts';
import { services } from './services.ts';

const [github, gitlab, azure] = services;

const limited = (headers: Readonly<Record<string, string>> = {}, status = 429): Answered => ({
  status,
  headers,
  body: { message: 'You have exceeded a secondary rate limit.' },
});

for (const service of services) {
  const on = (test: (shop: Shop) => Promise<void>) => withService(service.answer, test, service.authorization);
  const old = '<!-- risk-as-code comment=risk run=40.1 -->\nof run 40\n';

  describe(`a bad day of ${service.name}`, () => {
    it('is waited out for as long as it asks', () =>
      on(async (shop) => {
        shop.fail('GET', limited({ 'retry-after': '7' }));
        shop.fail('POST', limited({ 'retry-after': '11' }));
        const result = await post(service, shop);
        assert.equal(actionOf(result), 'created');
        assert.deepEqual(result.waits, [7_000, 11_000]);
        assert.equal(shop.stored.length, 1);
      }));

    it('is waited out by the minute where it limits without saying how long', () =>
      on(async (shop) => {
        shop.fail('GET', limited());
        shop.fail('GET', limited());
        const result = await post(service, shop);
        assert.equal(actionOf(result), 'created');
        assert.deepEqual(result.waits, [60_000, 120_000]);
      }));

    it('is not waited out beyond all patience', () =>
      on(async (shop) => {
        shop.fail('POST', limited({ 'retry-after': '3600' }));
        const result = await post(service, shop);
        assert.match(failureOf(result), /^limited: .* more than 5 minutes of waiting\.$/);
        assert.deepEqual(result.waits, []);
      }));

    it('is tried again after errors of the service, with longer and longer pauses', () =>
      on(async (shop) => {
        for (const status of [500, 502, 503]) shop.fail('POST', { status });
        const result = await post(service, shop);
        assert.equal(actionOf(result), 'created');
        assert.deepEqual(result.waits, [1_000, 2_000, 4_000]);
        assert.equal(shop.stored.length, 1);
      }));

    it('ends as failed after 5 tries', () =>
      on(async (shop) => {
        for (let n = 0; n < 9; n++) shop.fail('POST', { status: 500, body: { message: 'Server Error' } });
        assert.match(failureOf(await post(service, shop)), /^failed: .* failed \(500\): Server Error\.$/);
        assert.equal(changes(shop).length, 5);
      }));

    it('posts no second comment where the reply to the first was lost', () =>
      on(async (shop) => {
        shop.fail('POST', 'lost');
        assert.equal(actionOf(await post(service, shop)), 'created');
        assert.equal(shop.stored.length, 1);
        assert.deepEqual(changes(shop), ['POST']);
      }));

    it('posts again where the request never arrived', () =>
      on(async (shop) => {
        shop.fail('POST', 'unheard');
        assert.equal(actionOf(await post(service, shop)), 'created');
        assert.equal(shop.stored.length, 1);
        assert.deepEqual(changes(shop), ['POST', 'POST']);
      }));

    it('keeps the comment that was there, whatever breaks while it is updated', () =>
      on(async (shop) => {
        for (const fault of [
          'lost',
          'unheard',
          { status: 500 },
          limited(),
          { status: 403 },
          { status: 400 },
        ] as const) {
          shop.stored.length = 0;
          const there = shop.write(me, old);
          shop.fail(service.update, fault);
          await post(service, shop);
          assert.deepEqual(shop.stored, [there]);
          assert.match(there.body, /^<!-- risk-as-code comment=risk run=(40|50)\./);
        }
        assert.ok(!changes(shop).includes('DELETE'));
        assert.ok(!changes(shop).includes('POST'));
      }));

    it('says that the token may not comment', () =>
      on(async (shop) => {
        shop.fail('POST', { status: 403, body: { message: 'Resource not accessible by integration' } });
        assert.match(
          failureOf(await post(service, shop)),
          /^forbidden: .* does not allow this with the token \(403\): Resource not accessible by integration\.$/,
        );
        assert.equal(changes(shop).length, 1);
      }));

    it('never shows the token, even if the service repeats it', () =>
      on(async (shop) => {
        const wrong = 'another-secret-0123456789';
        const env = Object.fromEntries(Object.entries(service.env('')).filter(([, value]) => value === token));
        const said = failureOf(await post(service, shop, { env: { ...env, [Object.keys(env)[0]]: wrong } }));
        assert.match(said, /^credentials: .*does not accept the token \(401\)/);
        assert.ok(!said.includes(wrong), said);
      }));

    it('sends no token to another address', () =>
      on(async (shop) => {
        shop.fail('GET', { status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' } });
        assert.match(failureOf(await post(service, shop)), /another address \(302\); a token is not sent there/);
        assert.equal(shop.asked.length, 1);
      }));

    it('says that there is no such pull request', () =>
      on(async (shop) => {
        assert.match(failureOf(await post(service, shop, { pr: 4 })), /^missing: .*knows nothing at \/.*4.* \(404\)/);
      }));

    it('does not take a page for the API', () =>
      on(async (shop) => {
        for (let n = 0; n < 2; n++) shop.fail('GET', { status: 200, body: '<!doctype html><title>Sign in</title>' });
        assert.match(failureOf(await post(service, shop)), /^failed: .*not JSON/);
      }));

    it('gives up where nobody listens', async () => {
      let gone: Shop | null = null;
      await withService(service.answer, async (shop) => {
        gone = shop;
      });
      assert.match(failureOf(await post(service, gone!)), /^failed: .* gave no answer: ECONNREFUSED\.$/);
    });

    it('gives up on a service that never answers', () =>
      on(async (shop) => {
        for (let n = 0; n < 5; n++) shop.fail('GET', 'silent');
        assert.match(
          failureOf(await post(service, shop, { reply: 30 })),
          /^failed: .* gave no answer: it took too long\.$/,
        );
        assert.equal(shop.asked.length, 5);
      }));
  });
}

describe('what only one service does', () => {
  it('GitHub limits with 403 and tells when the window ends', () =>
    withService(github.answer, async (shop) => {
      const reset = String(Date.UTC(2026, 10, 21, 12) / 1000 + 42);
      shop.fail('POST', limited({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }, 403));
      const result = await post(github, shop);
      assert.equal(actionOf(result), 'created');
      assert.deepEqual(result.waits, [42_000]);
    }));

  it('Azure DevOps slows down with a reply that succeeds', () =>
    withService(azure.answer, async (shop) => {
      shop.fail('GET', {
        status: 200,
        headers: { 'retry-after': '9' },
        body: { authenticatedUser: { id: `user-${me}` } },
      });
      const result = await post(azure, shop);
      assert.equal(actionOf(result), 'created');
      assert.deepEqual(result.waits, [9_000]);
    }));

  it('Azure DevOps answers 203 with its sign-in page where it takes no token', () =>
    withService(azure.answer, async (shop) => {
      shop.fail('GET', { status: 203, body: '<html>Sign in</html>' });
      assert.match(failureOf(await post(azure, shop)), /^credentials: /);
    }));

  it('Azure DevOps takes a personal token as a password', () =>
    withService(
      azure.answer,
      async (shop) => {
        const env = { SYSTEM_ACCESSTOKEN: '', AZURE_DEVOPS_EXT_PAT: token };
        assert.equal(actionOf(await post(azure, shop, { env })), 'created');
      },
      `Basic ${Buffer.from(`:${token}`).toString('base64')}`,
    ));

  it('GitLab gives its messages as data, too', () =>
    withService(gitlab.answer, async (shop) => {
      shop.fail('POST', { status: 400, body: { message: { note: ["can't be blank"] } } });
      assert.match(failureOf(await post(gitlab, shop)), /refused \(400\): .*can't be blank/);
    }));

  it('a person is known by the token, and is no bot', () =>
    withService(
      (asked, shop) =>
        asked.path === '/api/v3/user' ? { status: 200, body: { id: 55, type: 'User' } } : github.answer(asked, shop),
      async (shop) => {
        const bot = shop.write(me, '<!-- risk-as-code comment=risk run=1.1 -->\nof the bot\n');
        await post(github, shop);
        assert.match(bot.body, /of the bot/);
        assert.equal(changes(shop)[0], 'POST');
      },
    ));
});
