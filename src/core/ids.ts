/**
 * A type for each kind of id, so that nobody can pass a channel for a person. Ids are opaque text: never look into them. Only code at
 * the edges makes them from text (`teamId('T1')`).
 */
declare const brand: unique symbol;
export type Id<Name extends string> = string & { readonly [brand]: Name };

/** Slack's `team_id`: the workspace. */
export type TeamId = Id<'team'>;
/** Slack's `channel_id`: public, private, or a direct message. */
export type ChannelId = Id<'channel'>;
/** Slack's `user_id`. */
export type UserId = Id<'user'>;
/** Slack's id of a user group (`@leads`). */
export type GroupId = Id<'group'>;
/** The readers that rows are written for; see `core/visibility.ts`. */
export type AudienceId = Id<'audience'>;
/** Keeps rows to their authors until it is opened; see `core/scope.ts`. */
export type EmbargoId = Id<'seal'>;
/** The key of a row of a feature: `retro.id`, `retro_card.id`. */
export type RowId = Id<'row'>;

/** Any id that a button, a job or a post may carry. */
export type AnyId = Id<string>;

/** No spaces, so that no text a person wrote can pass as an id. */
const shape = /^[A-Za-z0-9_.:-]{1,120}$/;

/** Whether `value` can be an id. */
export function isId(value: unknown): value is AnyId {
  return typeof value === 'string' && shape.test(value);
}

function mint<Name extends string>(kind: Name) {
  return (value: string): Id<Name> => {
    if (!shape.test(value)) throw new Error(`not a ${kind} id`);
    return value as Id<Name>;
  };
}

export const teamId: (value: string) => TeamId = mint('team');
export const channelId: (value: string) => ChannelId = mint('channel');
export const userId: (value: string) => UserId = mint('user');
export const groupId: (value: string) => GroupId = mint('group');
export const rowId: (value: string) => RowId = mint('row');
export const audienceId: (value: string) => AudienceId = mint('audience');
export const embargoId: (value: string) => EmbargoId = mint('seal');

/** Makes new ids, of 26 or more random characters. Their order means nothing. */
export interface Ids {
  next(): string;
}

/** A short code by which the operator finds an error in the log. */
export function newReference(ids: Ids): string {
  return ids.next().slice(0, 10);
}
