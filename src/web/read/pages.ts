/**
 * What people who signed in read in a browser, on the port at which Slack's requests come in. Each page asks again who they are and what they may read;
 * what they may not read answers as what is not there. Nothing that is searched for is stored or logged.
 */
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';
import type { Doors, OpenDoor } from '#core/doors.ts';
import { type Ids, newReference, type TeamId } from '#core/ids.ts';
import { documentRef, readFolder } from '#core/read-path.ts';
import { clean } from '#core/text.ts';
import { type ErrorFacts, errorFacts } from '../../slack/log.ts';
import type { Answers } from '../../slack/receivers/http.ts';
import { addressIn } from '../../slack/receivers/remote-address.ts';
import { allowances } from '../../slack/requests/allowance.ts';
import { elapsed, requestDeadline } from '../../slack/requests/timeouts.ts';
import { DatabaseBusy } from '../../store/engines/deadline.ts';
import type { Store } from '../../store/store.ts';
import { languageOf, pageHeaders, pathIn, type Place } from '../base/answer.ts';
import { webCopy } from '../copy.ts';
import { ownPath, type SignInFlow } from '../sign-in/flow.ts';
import { signInPaths } from '../sign-in/paths.ts';
import type { SignedIn } from '../sign-in/id-token.ts';
import {
  documentPage,
  type Drawn,
  type Failed,
  failedPage,
  longestSearch,
  missingPage,
  searchPage,
  signedOutPage,
  signInPage,
} from './screens.ts';

export interface ReadParts {
  readonly doors: Pick<Doors, 'forPerson'>;
  readonly flow: SignInFlow;
  /** Whether this Lore is for that workspace, and still in it. */
  readonly serves: (team: TeamId) => Promise<boolean>;
  readonly place: Place;
  readonly store: Pick<Store, 'before'>;
  /** ms within which the database has to answer. */
  readonly patience: number;
  readonly ids: Ids;
  readonly log: Pick<Logger, 'error'>;
}

type Asked = Context<{ Bindings: HttpBindings }>;

/** What one person reads: more than anybody does by hand. */
const byOne = { atOnce: 60, perMinute: 120 };

/** So many codes are exchanged, as when Lore is installed: anyone can make them up. */
const exchanges = { atOnce: 30, perMinute: 40 };
const fromOne = { atOnce: 5, perMinute: 6 };

const perPage = 20;

/** Further than anybody pages. */
const lastPage = 500;

export function readPages(parts: ReadParts): Answers {
  const { doors, flow, place, log } = parts;
  const mayRead = allowances(byOne, elapsed);
  const mayExchange = allowances(exchanges, elapsed);
  const mayFrom = allowances(fromOne, elapsed);

  /** For somebody of whom nothing is known yet, in the language of their browser. */
  const outside = (c: Asked): Drawn => {
    const t = webCopy.in(languageOf(c.req.header('accept-language') ?? ''), 'UTC');
    return { t, base: place.base, isSignedIn: false };
  };
  const inside = ({ reader: { locale, tz } }: OpenDoor): Drawn => ({
    ...{ t: webCopy.in(locale, tz), base: place.base, isSignedIn: true },
  });

  const show = (c: Asked, status: 200 | 403 | 404 | 429 | 500 | 502 | 503, text: string) =>
    c.html(text, status);

  /** @param say writes the line of the log that has the reference which they read */
  const failed = (
    c: Asked,
    error: unknown,
    key: Extract<Failed, object>['key'],
    say: (facts: { readonly reference: string; readonly error: ErrorFacts }) => void,
  ): Response => {
    const reference = newReference(parts.ids);
    say({ reference, error: errorFacts(error) });
    const isOurs = key === 'failed.ours';
    const status = error instanceof DatabaseBusy ? 503 : isOurs ? 500 : 502;
    const on = { ...outside(c), isSignedIn: isOurs };
    return show(c, status, failedPage(on, { key, reference }, askedPath(c, place)));
  };

  const soon = <T>(run: () => Promise<T>): Promise<T> =>
    parts.store.before(requestDeadline(elapsed(), parts.patience), run);

  /** @returns `null`: they read nothing here */
  const doorOf = async ({ team, user }: SignedIn): Promise<OpenDoor | null> =>
    (await parts.serves(team)) ? doors.forPerson(team, user) : null;

  /** @param draw what somebody reads who may read @returns that, or how they get there */
  const reading = (draw: (c: Asked, door: OpenDoor, on: Drawn) => Promise<Response>) => {
    return (c: Asked): Promise<Response> =>
      soon(async () => {
        const who = flow.who(c.req.header('cookie'));
        const asked = askedPath(c, place);
        if (who === null) return show(c, 403, signInPage(outside(c), asked));
        const wait = mayRead(`${who.team} ${who.user}`);
        if (wait > 0) {
          c.header('retry-after', String(Math.ceil(wait / 1_000)));
          return show(c, 429, failedPage({ ...outside(c), isSignedIn: true }, 'failed.many', asked));
        }
        const door = await doorOf(who);
        if (door === null) {
          c.header('set-cookie', flow.signedOut);
          return show(c, 403, failedPage(outside(c), 'failed.nobody', readFolder));
        }
        return draw(c, door, inside(door));
      });
  };

  const app = new Hono<{ Bindings: HttpBindings }>({
    getPath: ({ url }) => pathIn(new URL(url).pathname, place),
  });
  app.use(async (c, next) => {
    await next();
    const all = { ...pageHeaders(place), ...theirs };
    for (const [name, value] of Object.entries(all)) c.res.headers.set(name, value);
  });
  app.onError((error, c) =>
    failed(c, error, 'failed.ours', (facts) => log.error(facts, 'a page could not be shown')),
  );

  app.get(
    readFolder,
    reading(async (c, door, on) => {
      const typed = clean((c.req.query('q') ?? '').trim().slice(0, longestSearch));
      const asked = Number(c.req.query('page') ?? '1');
      const wanted = Number.isInteger(asked) && asked >= 1 && asked <= lastPage ? asked : 1;
      const onPage = (page: number) => door.find(typed, { from: (page - 1) * perPage, most: perPage });
      const first = await onPage(wanted);
      const pages = Math.min(Math.max(1, Math.ceil(first.count / perPage)), lastPage);
      const page = Math.min(wanted, pages);
      const found = page === wanted ? first : await onPage(page);
      return show(c, 200, searchPage(on, { typed, found, page, pages }));
    }),
  );
  app.get(signInPaths.begin, (c) => {
    const { url, cookie } = flow.begin(c.req.query('to') ?? readFolder);
    c.header('set-cookie', cookie);
    return c.redirect(url, 303);
  });
  app.get(signInPaths.back, (c) => soon(() => signedIn(c)));
  app.post(signInPaths.out, (c) => {
    // Another page can send somebody here, and their browser then leaves out the cookie: they stay signed in.
    if (flow.who(c.req.header('cookie')) !== null) c.header('set-cookie', flow.signedOut);
    return c.redirect(`${place.base}${signInPaths.out}`, 303);
  });
  app.get(signInPaths.out, (c) => {
    const isIn = flow.who(c.req.header('cookie')) !== null;
    return isIn ? c.redirect(`${place.base}${readFolder}`, 303) : show(c, 200, signedOutPage(outside(c)));
  });
  app.get(
    `${readFolder}/:kind/:id{.+}`,
    reading(async (c, door, on) => {
      const ref = documentRef(c.req.param('kind') ?? '', c.req.param('id') ?? '');
      const document = ref === null ? null : await door.read(ref);
      return document === null
        ? show(c, 404, missingPage(on))
        : show(c, 200, documentPage(on, document, door.reader.tz));
    }),
  );
  app.notFound((c) => {
    const isIn = flow.who(c.req.header('cookie')) !== null;
    return show(c, 404, missingPage({ ...outside(c), isSignedIn: isIn }));
  });

  const signedIn = async (c: Asked): Promise<Response> => {
    const query = new URL(c.req.url).searchParams;
    const cookies = c.req.header('cookie');
    c.header('set-cookie', flow.over);
    if (flow.isBegun(query, cookies)) {
      const from = addressIn(c.env.incoming);
      if ((from !== null && mayFrom(from) > 0) || mayExchange('') > 0)
        return show(c, 429, failedPage(outside(c), 'failed.busy', readFolder));
    }
    const refused = (error: unknown) =>
      failed(c, error, 'failed.refused', (facts) => log.error(facts, 'a sign-in failed'));
    const ended = await flow.end(query, cookies).catch(refused);
    if (ended instanceof Response) return ended;
    if (ended.kind === 'refused') return refused(new Refused(ended.why));
    if (ended.kind !== 'in') {
      const status = ended.kind === 'stale' ? 403 : 200;
      return show(c, status, failedPage(outside(c), `failed.${ended.kind}`, ended.to));
    }
    if ((await doorOf(ended.who)) === null)
      return show(c, 403, failedPage(outside(c), 'failed.nobody', readFolder));
    c.header('set-cookie', flow.signedIn(ended.who), { append: true });
    return c.redirect(`${place.base}${ended.to}`, 303);
  };

  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return (request, response) => {
    const path = pathIn((request.url ?? '').split('?')[0] ?? '', place);
    if (path !== readFolder && !path.startsWith(`${readFolder}/`)) return null;
    return Promise.resolve(answer(request, response)).then(() => undefined);
  };
}

/** What Slack said is not what it should be; the code goes into the log. */
class Refused extends Error {
  override readonly name = 'SignInRefused';
  readonly code: string;
  constructor(code: string) {
    super('Slack did not say who that is');
    this.code = code;
  }
}

/** Nobody but the reader keeps a page, and no search engine knows of it. */
const theirs = {
  'cache-control': 'private, no-store',
  'x-robots-tag': 'noindex, nofollow',
  vary: 'accept-language, cookie',
} as const;

/** What was asked for, to come back to: a path of ours. */
function askedPath(c: Asked, place: Place): string {
  const { pathname, search } = new URL(c.req.url);
  return ownPath(`${pathIn(pathname, place)}${search}`);
}
