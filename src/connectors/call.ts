/**
 * One request to a tool, and what its answer means. A request ends in time; a redirect is not followed, since it would carry the token elsewhere, and says
 * that the place moved. The error never holds the token, nor what was sent.
 */
import type { Outcome, Refusal } from '#core/connector.ts';

/** ms within which a tool has to answer. */
const longest = 15_000;

/** In bytes: what a tool answers at most. */
const largest = 10_000_000;

/** After a limit without a time, in ms. */
const usualWait = 60_000;
const longestWait = 3_600_000;

/** A tool answered with something else than what was asked for. */
export class ToolAnswer extends Error {
  override readonly name = 'ToolAnswer';
  readonly status: number;
  readonly headers: Headers;
  /** What it says, for `refusalOf` alone. */
  readonly says: string;
  constructor(status: number, headers: Headers, says: string) {
    super(`the tool answered ${status}`);
    this.status = status;
    this.headers = headers;
    this.says = says;
  }
}

/** `fetch` for a tool. @throws ToolAnswer for everything but 2xx; what `fetch` throws without an answer */
export const callTool: typeof fetch = async (input, init = {}) => {
  const response = await fetch(input, {
    ...init,
    redirect: 'manual',
    signal: AbortSignal.timeout(longest),
  });
  const text = await textOf(response);
  if (response.status < 200 || response.status >= 300)
    throw new ToolAnswer(response.status, response.headers, text.slice(0, 2_000));
  return new Response(response.status === 204 ? null : text, {
    status: response.status,
    headers: response.headers,
  });
};

async function textOf(response: Response): Promise<string> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > largest) throw new Error('the tool answered more than is read');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** @returns what came of a call: what throws without an answer of the tool may have taken effect or not */
export async function outcomeOf<Done>(call: () => Promise<Done>): Promise<Outcome<Done>> {
  try {
    return { kind: 'done', done: await call() };
  } catch (error) {
    const answer = answerIn(error);
    return answer === null ? { kind: 'unknown' } : meaningOf(answer);
  }
}

/** Clients wrap what their `fetch` throws. */
function answerIn(error: unknown): ToolAnswer | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1)
    if (at instanceof ToolAnswer) return at;
  return null;
}

/** What an answer that is not 2xx means. */
export function meaningOf(answer: ToolAnswer): Exclude<Outcome<never>, { readonly kind: 'done' }> {
  const ms = waitIn(answer);
  if (ms !== null) return { kind: 'wait', ms };
  const why = refusalOf(answer);
  return why === null ? { kind: 'unknown' } : { kind: 'refused', why };
}

/** @returns ms, by the tool's own clock; `null`: it is no limit */
function waitIn({ status, headers }: ToolAnswer): number | null {
  const isSpent = headers.get('x-ratelimit-remaining') === '0';
  const after = headers.get('retry-after');
  if (
    status !== 429 &&
    !(status === 403 && (isSpent || after !== null)) &&
    !(status === 503 && after !== null)
  )
    return null;
  const there = Date.parse(headers.get('date') ?? '');
  const reset = Number(headers.get('x-ratelimit-reset') ?? 'none') * 1_000;
  const ms =
    after !== null
      ? /^\d+$/.test(after)
        ? Number(after) * 1_000
        : Date.parse(after) - there
      : isSpent
        ? reset - there
        : Number.NaN;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 1_000), longestWait) : usualWait;
}

function refusalOf({ status, says }: ToolAnswer): Refusal | null {
  switch (status) {
    case 401:
      return 'revoked';
    case 403:
      return /archived|read.only/i.test(says) ? 'readOnly' : 'forbidden';
    case 404:
      return 'gone';
    case 410:
      return /disabled/i.test(says) ? 'readOnly' : 'gone';
    case 301:
    case 302:
    case 307:
    case 308:
      return 'moved';
    case 423:
      return 'readOnly';
    default:
      return status >= 400 && status < 500 && ![408, 409, 425].includes(status) ? 'invalid' : null;
  }
}
