/** The page's files: TypeScript has its types taken out on the way, everything else goes as it is. */
import { readFile, realpath } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { transform } from '@swc/core';
import { send } from './http.ts';

const ROOTS: Readonly<Record<string, string>> = {
  '/page/': join(import.meta.dirname, 'page'),
  '/vendor/preact/': join(import.meta.dirname, '..', 'node_modules', 'preact'),
};
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' https: data:; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

const transformed = new Map<string, { source: string; code: string }>();

/** A TypeScript module as the browser runs it; kept until the file changes. */
async function toJavaScript(file: string, source: string): Promise<string> {
  const known = transformed.get(file);
  if (known?.source === source) return known.code;
  const { code } = await transform(source, {
    filename: file,
    configFile: false,
    swcrc: false,
    sourceMaps: 'inline',
    isModule: true,
    jsc: {
      parser: { syntax: 'typescript', tsx: file.endsWith('.tsx') },
      transform: { react: { runtime: 'automatic', importSource: 'preact' } },
      target: 'es2022',
    },
  });
  transformed.set(file, { source, code });
  return code;
}

/** Answers with a file of the page; 404 for what is not there or lies elsewhere. */
export async function serveFile(path: string, outgoing: ServerResponse): Promise<void> {
  const wanted = path === '/' ? '/page/index.html' : path;
  const notFound = (): void => send(outgoing, 404, 'Not found', { 'content-type': 'text/plain' });
  const prefix = Object.keys(ROOTS).find((each) => wanted.startsWith(each));
  const root = prefix === undefined ? undefined : ROOTS[prefix];
  if (prefix === undefined || root === undefined) {
    notFound();
    return;
  }
  const asked = join(root, decodeURIComponent(wanted.slice(prefix.length)));
  const file = await realpath(asked).catch(() => undefined);
  if (!file?.startsWith((await realpath(root)) + sep)) {
    notFound();
    return;
  }
  const content = await readFile(file).catch(() => undefined);
  if (!content) {
    notFound();
    return;
  }
  const extension = extname(file);
  const headers = { 'content-security-policy': POLICY };
  if (extension === '.ts' || extension === '.tsx') {
    const code = await toJavaScript(file, content.toString('utf8'));
    send(outgoing, 200, code, { ...headers, 'content-type': 'text/javascript; charset=utf-8' });
    return;
  }
  send(outgoing, 200, content, {
    ...headers,
    'content-type': TYPES[extension] ?? 'application/octet-stream',
  });
}
