/** Which part of the sandbox answers a request. */
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { useResponseUrl } from './app/answers.ts';
import { orderFault } from './control.ts';
import type { Core } from './core.ts';
import { isForUs, isFromUs } from './guard.ts';
import { parseJson } from './json.ts';
import { askToAllow, decide } from './oauth/authorize.ts';
import { asIn } from './oauth/installs.ts';
import { askWhoItIs, tellWhoItIs } from './openid/authorize.ts';
import { openReceiver } from './page-api/receivers.ts';
import { refreshNextDue } from './page-api/clock.ts';
import { pageFiles } from './static.ts';
import { fileContent, takeUpload } from './web-api/files.ts';
import { callWebApi } from './web-api/router.ts';

const atMost = (bytes: number) =>
  bodyLimit({
    maxSize: bytes,
    // What is still on its way is not read, so the connection is of no more use.
    onError: (c) => c.json({ ok: false, error: 'request_too_large' }, 413, { connection: 'close' }),
  });
const usual = atMost(4_000_000);
/** Slack takes a gigabyte; nobody sends that much text. */
const upload = atMost(50_000_000);

/** Everything that the sandbox answers. @param hasControl whether another process may order faults under `/control` */
export function makeRouter(core: Core, hasControl: boolean): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, c) => {
    console.error(`The sandbox couldn’t answer ${c.req.method} ${c.req.path}:`, error);
    return c.json({ ok: false, error: 'internal_error' }, 500);
  });
  app.notFound((c) => c.json({ ok: false, message: 'Not found' }, 404));
  app.use(async (c, next) => {
    if (!isForUs(c.env.incoming)) return c.text('The sandbox only answers at 127.0.0.1 and localhost.', 403);
    await next();
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    return undefined;
  });

  app.all('/api/:method', usual, (c) => callWebApi(core, c.req.param('method'), c));
  app.post('/:kind{commands|actions|app}/:team/:id', usual, async (c) => {
    const started = performance.now();
    const request = parseJson(await c.req.text());
    const { status, body } = useResponseUrl(asIn(core, c.req.param('team')), c.req.param('id'), request);
    core.exchanges.add({
      at: core.clock.now(),
      direction: 'from app',
      what: 'response_url',
      outcome: `HTTP ${status}`,
      durationMs: Math.round(performance.now() - started),
      request,
      answer: body,
    });
    return c.json(body, status);
  });
  app.post('/upload/:key', upload, async (c) => {
    const content = Buffer.from(await c.req.arrayBuffer());
    const status = takeUpload(core, c.req.param('key'), content);
    return c.text(status === 200 ? `OK - ${content.length}` : 'Error', status);
  });
  app.get('/files/:key/:name', (c) => {
    const content = fileContent(core, c.req.param('key'));
    if (content === null) return c.text('There’s no such file.', 404);
    const isPicture = content.subarray(1, 4).toString('latin1') === 'PNG';
    return c.body(content, 200, { 'content-type': isPicture ? 'image/png' : 'text/plain; charset=UTF-8' });
  });
  app.get('/oauth/v2/authorize', (c) => askToAllow(core, c));
  app.post('/oauth/v2/authorize', usual, (c) => decide(core, c));
  app.get('/openid/connect/authorize', (c) => askWhoItIs(core, c));
  app.post('/openid/connect/authorize', usual, (c) => tellWhoItIs(core, c));
  app.get('/openid/connect/keys', (c) => c.json({ keys: core.signIns.keys() }));
  app.get('/sandbox/time', (c) => c.json({ at: core.clock.now() }));
  app.post('/page-api/:name', usual, async (c) => {
    if (!isFromUs(c.env.incoming))
      return c.json({ ok: false, message: 'Only the sandbox’s own page can do this.' }, 403);
    const name = c.req.param('name');
    const answer = await openReceiver(core, name, parseJson(await c.req.text()));
    if (name === 'snapshot') void refreshNextDue(core);
    return answer ? c.json(answer) : c.json({ ok: false, message: 'There’s nothing at this address.' }, 404);
  });
  if (hasControl) {
    app.post('/control/world', (c) => c.json({ ok: true, world: core.world }));
    app.post('/control/faults', usual, async (c) => {
      const isOrdered = orderFault(core, parseJson(await c.req.text()));
      return c.json({ ok: isOrdered }, isOrdered ? 200 : 404);
    });
  }
  app.route('/', pageFiles);
  return app;
}
