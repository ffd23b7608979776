/** Which part of the sandbox answers a request. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { useResponseUrl } from './app/answers.ts';
import { controlFaults } from './control.ts';
import type { Core } from './core.ts';
import { isForUs, isFromUs } from './guard.ts';
import { readBody, send, sendJson } from './http.ts';
import { parseJson } from './json.ts';
import { openDoor } from './page-api/doors.ts';
import { refreshNextDue } from './page-api/clock.ts';
import { serveFile } from './static.ts';
import { sendFile, takeUpload } from './web-api/files.ts';
import { callWebApi } from './web-api/router.ts';

const UPLOAD_URL = /^\/upload\/([\w-]+)$/;
const FILE_URL = /^\/files\/([\w-]+)\/[^/]+$/;
const RESPONSE_URL = /^\/(?:commands|actions|app)\/[^/]+\/([\w-]+)$/;

async function pageApi(
  core: Core,
  name: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (!isFromUs(incoming)) {
    sendJson(outgoing, 403, { ok: false, message: 'Only the sandbox’s own page may do this.' });
    return;
  }
  const answer = await openDoor(core, name, parseJson(await readBody(incoming)));
  if (name === 'snapshot') void refreshNextDue(core);
  sendJson(outgoing, answer ? 200 : 404, answer ?? { ok: false, message: 'There is no such door.' });
}

async function responseUrl(
  core: Core,
  id: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const request = parseJson(await readBody(incoming));
  const { status, body } = useResponseUrl(core, id, request);
  core.exchanges.add({
    at: core.clock.now(),
    direction: 'from app',
    what: 'response_url',
    outcome: `HTTP ${status}`,
    durationMs: Math.round(performance.now() - started),
    request,
    answer: body,
  });
  sendJson(outgoing, status, body);
}

/** Answers one request. Throws only for what is a bug or an oversized body. */
export async function route(
  core: Core,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  hasControl: boolean,
): Promise<void> {
  if (!isForUs(incoming)) {
    send(outgoing, 403, 'The sandbox answers at 127.0.0.1 and localhost only.', {
      'content-type': 'text/plain',
    });
    return;
  }
  const url = new URL(incoming.url ?? '/', core.url());
  const path = url.pathname;
  const isPost = incoming.method === 'POST';
  if (path.startsWith('/api/'))
    return callWebApi(core, path.slice('/api/'.length), url.searchParams, incoming, outgoing);
  const used = isPost ? RESPONSE_URL.exec(path)?.[1] : undefined;
  if (used !== undefined) return responseUrl(core, used, incoming, outgoing);
  const uploading = isPost ? UPLOAD_URL.exec(path)?.[1] : undefined;
  if (uploading !== undefined) return takeUpload(core, uploading, incoming, outgoing);
  const file = FILE_URL.exec(path)?.[1];
  if (file !== undefined) {
    sendFile(core, file, outgoing);
    return;
  }
  if (path === '/sandbox/time') {
    sendJson(outgoing, 200, { at: core.clock.now() });
    return;
  }
  if (path.startsWith('/page-api/') && isPost)
    return pageApi(core, path.slice('/page-api/'.length), incoming, outgoing);
  if (path.startsWith('/control/') && hasControl && isPost)
    return controlFaults(core, path.slice('/control/'.length), incoming, outgoing);
  if (incoming.method === 'GET') return serveFile(path, outgoing);
  sendJson(outgoing, 404, { ok: false, message: 'Not found' });
}
