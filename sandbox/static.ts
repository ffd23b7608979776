/** The page's files: TypeScript has its types taken out on the way, everything else goes as it is. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { transform } from '@swc/core';
import { Hono } from 'hono';

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

/** `/`, `/page/…` and `/vendor/preact/…`; nothing that lies beside them. */
export const pageFiles = new Hono();
pageFiles.use(async (c, next) => {
  await next();
  c.header('content-security-policy', POLICY);
});
pageFiles.get('/', serveStatic({ path: `${import.meta.dirname}/page/index.html` }));
pageFiles.get('/page/*', async (c, next) => {
  await next();
  if (!c.res.ok || !/\.tsx?$/.test(c.req.path)) return;
  const code = await toJavaScript(c.req.path, await c.res.text());
  // An answer that is replaced hands its headers on, its length too.
  c.res = undefined;
  c.res = new Response(code, { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
});
pageFiles.get('/page/*', serveStatic({ root: import.meta.dirname }));
pageFiles.get(
  '/vendor/preact/*',
  serveStatic({
    root: dirname(fileURLToPath(import.meta.resolve('preact/package.json'))),
    rewriteRequestPath: (path) => path.slice('/vendor/preact'.length),
  }),
);
