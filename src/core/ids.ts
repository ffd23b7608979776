/**
 * Slack's ids and our own as types of their own, so that a channel cannot be passed where a person is meant. Values are
 * opaque text: never look into them. They are minted at the border (`teamId('T1')`), nowhere else.
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
/** A set of eyes that rows are written for; see `core/reach.ts`. */
export type AudienceId = Id<'audience'>;
/** What keeps rows from everybody but their author until it is opened; see `core/scope.ts`. */
export type SealId = Id<'seal'>;
/** The key of a row of a feature: `retro.id`, `retro_card.id`. */
export type RowId = Id<'row'>;

/** Any id that may travel in a button, a job or a post. */
export type AnyId = Id<string>;

/** What an id may look like: no spaces, so that no text of a person can pass as one. */
const shape = /^[A-Za-z0-9_.:-]{1,120}$/;

/** Whether `value` can be an id at all. */
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
export const sealId: (value: string) => SealId = mint('seal');

/** Makes new ids: chance comes in as an argument. 26 or more random characters; order says nothing. */
export interface Ids {
  next(): string;
}

/** A short text under which the operator finds an error in the log. */
export function newReference(ids: Ids): string {
  return ids.next().slice(0, 10);
}
