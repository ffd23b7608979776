/**
 * The pages that a browser opens at Lore's address, on the port at which Slack's requests come in. They need no script, send nothing to anyone else, and
 * are the same for everyone but for the one who has just installed Lore.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { type Ids, newReference, type TeamId, teamId, userId } from '#core/ids.ts';
import type { Store } from '../../store/store.ts';
import { errorFacts } from '../log.ts';
import { installCopy } from './copy.ts';
import type { Decider, Flow } from './flow.ts';
import type { Drawn } from './layout.ts';
import { anewPage, decidedPage, donePage, type Failed, failedPage, missingPage } from './outcomes.ts';
import { paths } from './paths.ts';
import { installPage, type KeptRows, privacyPage, supportPage } from './screens.ts';
import { hashOf, longest, type Signer } from '../../web/base/signed.ts';
import { cookie, cookieIn, formIn, languageOf, pageHeaders, pathIn, placeOf } from '../../web/base/answer.ts';

/** Answers one request that is not Slack's. Never rejects. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface PagesParts {
  readonly flow: Flow;
  readonly signer: Signer;
  readonly store: Pick<Store, 'beginningAnew'>;
  /** As the configuration's, without a slash at its end. */
  readonly address: string;
  readonly contact: string | null;
  readonly keptRows: KeptRows;
  /** Called when a workspace begins anew. */
  readonly begin: (team: TeamId) => Promise<void>;
  readonly ids: Ids;
  readonly log: Logger;
}

/** Binds what one may decide to the browser in which one installed. */
const cookieName = 'lore-install';

export function installPages(parts: PagesParts): Pages {
  const { flow, signer, log } = parts;
  const place = placeOf(parts.address);
  const { base } = place;

  const show = (response: ServerResponse, status: number, text: string, isTheirs = true): void => {
    const bytes = Buffer.from(text);
    response.writeHead(status, {
      ...pageHeaders(place),
      'cache-control': isTheirs ? 'no-store' : 'public, max-age=300',
      'content-type': 'text/html; charset=utf-8',
      'content-length': bytes.length,
    });
    response.end(bytes);
  };

  const end = (request: IncomingMessage, response: ServerResponse, on: Drawn): Promise<void> =>
    flow.end(request, response, {
      failed: (why) => show(response, statusOf(why), failedPage(on, why)),
      done: (done, before) => {
        if (before === null || before === 'not an admin') {
          show(response, 200, donePage(on, { ...done, before: before && { kind: before } }));
          return;
        }
        const key = randomBytes(18).toString('base64url');
        const ticket = signer.sign('anew', JSON.stringify({ ...before, browser: hashOf(key) }));
        response.appendHeader(
          'set-cookie',
          cookie(place, cookieName, key, { path: paths.anew, sameSite: 'Strict', seconds: longest / 1000 }),
        );
        show(response, 200, donePage(on, { ...done, before: { kind: 'may erase', ticket } }));
      },
    });

  const anew = async (request: IncomingMessage, response: ServerResponse, on: Drawn): Promise<void> => {
    const form = await formIn(request);
    const ticket = form.get('ticket') ?? '';
    const decider = deciderIn(signer.read('anew', ticket), cookieIn(request.headers.cookie, cookieName));
    if (decider === null) {
      show(response, 403, failedPage(on, 'failed.anew'));
      return;
    }
    const { name } = decider;
    if (form.get('choice') === 'keep') show(response, 200, decidedPage(on, 'kept', name));
    else if (form.get('choice') !== 'erase' || form.get('sure') !== 'yes')
      show(response, 200, anewPage(on, { ticket, name }));
    else if (await parts.store.beginningAnew(decider.team, decider.user, hashOf(ticket))) {
      log.info({ team: decider.team }, 'a workspace begins anew: what was kept of it is erased');
      await parts.begin(decider.team);
      show(response, 200, decidedPage(on, 'done', name));
    } else show(response, 403, failedPage(on, 'failed.anew'));
  };

  /** The pages that are the same for everyone, drawn once in each language: strangers may ask for them as often as they like. */
  const same = new Map<string, string>();
  const forAll = (name: string, on: Drawn, draw: (on: Drawn) => string): string => {
    const key = `${name} ${on.language}`;
    const page = same.get(key) ?? draw(on);
    same.set(key, page);
    return page;
  };
  const shown = (name: string, draw: (on: Drawn) => string) => {
    return async (_request: IncomingMessage, response: ServerResponse, on: Drawn): Promise<void> =>
      show(response, 200, forAll(name, on, draw), false);
  };

  const open = {
    [`GET ${paths.install}`]: shown('install', installPage),
    [`GET ${paths.privacy}`]: shown('privacy', (on) => privacyPage(on, parts.keptRows)),
    [`GET ${paths.support}`]: shown('support', supportPage),
    [`GET ${paths.begin}`]: (request, response) => flow.begin(request, response),
    [`GET ${paths.callback}`]: end,
    [`POST ${paths.anew}`]: anew,
  } satisfies Record<
    string,
    (request: IncomingMessage, response: ServerResponse, on: Drawn) => Promise<void>
  >;
  const routes = Object.entries(open);

  return async (request, response) => {
    const language = languageOf(request.headers['accept-language'] ?? '');
    const on: Drawn = { t: installCopy.in(language, 'UTC'), language, base, contact: parts.contact };
    const path = (request.url ?? '').split('?')[0] ?? '';
    // A proxy may leave its own path in front, or take it away.
    const asked = `${request.method === 'HEAD' ? 'GET' : (request.method ?? '')} ${pathIn(path, place)}`;
    try {
      const route = routes.find(([name]) => name === (asked === 'GET /' ? `GET ${paths.install}` : asked));
      if (route === undefined) show(response, 404, forAll('missing', on, missingPage));
      else await route[1](request, response, on);
    } catch (error) {
      // Somebody who went away in the middle of a request reads nothing.
      if (request.destroyed && !request.complete) return;
      const reference = newReference(parts.ids);
      log.error({ reference, error: errorFacts(error) }, 'a page could not be shown');
      if (response.headersSent) response.destroy();
      else show(response, 500, failedPage(on, { key: 'failed.ours', reference }));
    }
  };
}

function statusOf(why: Failed): number {
  if (why === 'failed.cancelled') return 200;
  if (why === 'failed.busy') return 503;
  if (typeof why === 'string') return 403;
  return { 'failed.refused': 502, 'failed.unstored': 503, 'failed.ours': 500 }[why.key];
}

/** @param value what was signed; `null`: nothing of ours @param key the browser's @returns `null`: it is not theirs to decide */
function deciderIn(value: string | null, key: string | null): Decider | null {
  if (value === null || key === null) return null;
  const { team, user, name, browser } = JSON.parse(value) as Decider & { readonly browser: string };
  return browser === hashOf(key) ? { team: teamId(team), user: userId(user), name } : null;
}
