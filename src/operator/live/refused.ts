/** How a call to Slack ended when it did not do what was asked. */

/** Slack refused a call, or did not answer it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** Slack's code, or in words that it gave none. */
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Slack doesn't show what would answer: that is no answer. */
export class Unseen extends Error {
  override readonly name = 'Unseen';
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Codes that concern the token: with them, nothing further can be tried. */
export const endsAll: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

/** What Slack shows. @throws Unseen where it refuses to */
export async function seen<T>(look: Promise<T>): Promise<T> {
  try {
    return await look;
  } catch (error) {
    throw error instanceof Refused && !endsAll.has(error.code) ? new Unseen(error.code) : error;
  }
}

/** How a call ended: `taken`, or Slack's code. @throws what is no refusal, and what ends all */
export async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'taken';
  } catch (error) {
    if (!(error instanceof Refused) || endsAll.has(error.code)) throw error;
    return error.code;
  }
}
