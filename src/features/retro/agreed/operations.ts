/** Who agreed to be asked: each says so for themself, and takes it back at any time. Nobody else is ever asked. */
import { choice, flag, instant } from '#core/columns.ts';
import type { Person } from '#core/people.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable } from '#core/tables.ts';
import type { Work } from '#core/work.ts';
import { type Agreement, agreements } from './ids.ts';

/** The form says that full members learn of it, and that it ends by itself. */
export const agreed = ownTable(
  'retro_agreed',
  ['to'],
  {
    to: choice(agreements),
    agreed_at: instant,
    /** They were asked as often as they agreed to: they are offered to nobody until that is a while ago. */
    rests: flag.internal,
  },
  {
    kept: { name: 'retro.agreed', days: 730, since: 'agreed_at' },
    exported: { as: 'agreedToBeAsked', order: 'agreed_at' },
    isOffer: true,
  },
);

/** The full members who may be asked now. Empty for guests and channels, and in every export. */
export const agreedTo = async (read: ReadScope, to: Agreement): Promise<readonly Person[]> =>
  (await read.offering(agreed, { to, rests: 0 })).map(({ person }) => person);

/** What the viewer has agreed to. */
export async function ownAgreements(read: ReadScope): Promise<readonly Agreement[]> {
  const rows = await findRows(read.from(agreed), {});
  return agreements.filter((one) => rows.some(({ to }) => to === one));
}

/** Replaces what the person has agreed to. What was agreed to before counts from now, and a pause stays. */
export async function agree({ scope, now }: Work, wanted: readonly Agreement[]): Promise<void> {
  const before = await findRows(scope.from(agreed), {});
  for (const to of agreements) {
    const rests = before.find((row) => row.to === to)?.rests ?? 0;
    await (wanted.includes(to)
      ? scope.upsertOwn(agreed, { to, agreed_at: now, rests })
      : scope.deleteOwn(agreed, { to }));
  }
}
