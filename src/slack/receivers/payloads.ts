/**
 * The parts of Slack's payloads that we read; the rest is dropped here. A person who acted always gets an answer, so an unexpected field reads as
 * missing and reading never fails.
 */
import { z } from 'zod';
import { clean } from '#core/text.ts';

const text = z.string().optional().catch(undefined);

/** Keeps the valid items of a list. */
const list = <Item>(item: z.ZodType<Item>) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((all) =>
      all.flatMap((one) => {
        const read = item.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );

/** An object, or nothing. */
const part = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).optional().catch(undefined);

const user = z.object({ id: z.string().catch(''), team_id: text }).catch({ id: '' });
const option = part({ value: z.string() });

const rawInput = z.object({
  value: text,
  selected_option: option,
  selected_options: list(z.object({ value: z.string() })),
  selected_date: text,
  selected_time: text,
  selected_user: text,
  selected_users: list(z.string()),
  selected_conversation: text,
  selected_conversations: list(z.string()),
});

const label = part({ type: z.literal('plain_text'), text: z.string() });

const view = {
  id: text,
  type: text,
  callback_id: text,
  private_metadata: text,
  team_id: text,
  app_installed_team_id: text,
  title: label,
  submit: label,
  close: label,
  blocks: list(z.looseObject({ type: z.string(), block_id: text })),
  state: part({ values: z.record(z.string(), z.record(z.string(), rawInput)).optional().catch(undefined) }),
};

/** Whether it comes by an organisation's installation: a form says it in words. */
const isOrganisations = z.union([z.boolean(), z.stringbool()]).optional().catch(undefined);

/** The fields that identify the workspace. */
const address = {
  api_app_id: text,
  context_team_id: text,
  team: part({ id: text, domain: text }),
  enterprise: part({ id: text }),
  is_enterprise_install: isOrganisations,
};

const command = z.object({
  /** Bolt recognises a command by it. */
  command: z.string().catch(''),
  text: z.string().catch(''),
  api_app_id: text,
  team_id: text,
  enterprise_id: text,
  is_enterprise_install: isOrganisations,
  user_id: text,
  channel_id: text,
  channel_name: z.string().catch(''),
  trigger_id: text,
  response_url: text,
});

const channel = part({ id: text, name: text });

const action = z.object({
  ...address,
  type: z.literal('block_actions').catch('block_actions'),
  user,
  trigger_id: text,
  response_url: text,
  channel,
  container: part({ channel_id: text }),
  message: part({
    ts: text,
    user: text,
    app_id: text,
    metadata: z.unknown().optional(),
    team: text,
    bot_profile: part({ team_id: text }),
  }),
  view: part(view),
  actions: list(z.object({ action_id: text, value: text, selected_option: option })),
});

const submission = z.object({
  ...address,
  type: z.literal('view_submission'),
  user,
  trigger_id: text,
  view: z.object(view).catch({ blocks: [] }),
});

const shortcut = z.object({
  ...address,
  type: z.enum(['shortcut', 'message_action']),
  callback_id: text,
  user,
  trigger_id: text,
  response_url: text,
  channel,
  message_ts: text,
  message: part({ text, user: text, bot_id: text }),
});

/** A modal as it was when someone acted in it: enough to redraw it with a notice on top. */
export type SentView = Pick<
  SubmissionPayload['view'],
  'submit' | 'close' | 'blocks' | 'callback_id' | 'private_metadata'
> & { readonly title: NonNullable<SubmissionPayload['view']['title']> };

export type CommandPayload = z.infer<typeof command>;
export type ActionPayload = z.infer<typeof action>;

export type SubmissionPayload = z.infer<typeof submission>;
export type ShortcutPayload = z.infer<typeof shortcut>;

export const event = z.object({
  api_app_id: text,
  type: z.literal('event_callback'),
  event_id: z.string(),
  team_id: text,
  enterprise_id: text,
  context_team_id: text,
  authorizations: list(
    z.object({
      team_id: text,
      enterprise_id: text,
      is_enterprise_install: z.boolean().optional().catch(undefined),
    }),
  ),
  is_ext_shared_channel: z.boolean().optional().catch(undefined),
  event: z.looseObject({ type: z.string() }),
});

export type EventPayload = z.infer<typeof event>;

/** Payloads of a person's action. */
export type PersonPayload =
  | { readonly kind: 'command'; readonly body: CommandPayload }
  | { readonly kind: 'action'; readonly body: ActionPayload }
  | { readonly kind: 'submission'; readonly body: SubmissionPayload }
  | { readonly kind: 'shortcut'; readonly body: ShortcutPayload };

/** A person's action, or an event. */
export type PayloadToWork = PersonPayload | { readonly kind: 'event'; readonly body: EventPayload };

export type Payload =
  | PayloadToWork
  /** An event without the fields every event has: nobody acted, and it cannot be processed. */
  | { readonly kind: 'broken event' }
  /** A kind that we do not handle: a closed view, or one that Slack adds tomorrow. */
  | { readonly kind: 'other' }
  /** Nothing that Slack sends. */
  | { readonly kind: 'none' };

/** Where one of these is, a person acted, also if the payload says neither how nor who: it is answered as an unknown press. */
const acted = ['user', 'trigger_id', 'response_url'];

/** @param body what was parsed, signature already checked; may be the result of an earlier read */
export function readPayload(body: unknown): Payload {
  const whole = readable(body);
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return { kind: 'none' };
  // The fields that tell Slack's kinds apart.
  const said = whole as Readonly<Record<string, unknown>>;
  const has = (name: string): boolean => typeof said[name] === 'string';
  // A command has no type. One without a name is unknown, but someone still sent it.
  if (has('command') || (!has('type') && has('user_id')))
    return { kind: 'command', body: command.parse(whole) };
  switch (has('type') ? said['type'] : undefined) {
    case 'block_actions':
      return { kind: 'action', body: action.parse(whole) };
    case 'view_submission':
      return { kind: 'submission', body: submission.parse(whole) };
    case 'shortcut':
    case 'message_action':
      return { kind: 'shortcut', body: shortcut.parse(whole) };
    case 'event_callback': {
      const read = event.safeParse(whole);
      return read.success ? { kind: 'event', body: read.data } : { kind: 'broken event' };
    }
    case undefined:
      if (has('event_id')) return { kind: 'broken event' };
      return acted.some((name) => said[name] !== undefined)
        ? { kind: 'action', body: action.parse(whole) }
        : { kind: 'none' };
    default:
      return { kind: 'other' };
  }
}

/** Slack sends nothing nested deeper. */
const deepest = 60;

/**
 * Normalises what was sent. Slack marks a missing value as `null` or omits it; both become missing. Every text becomes safe to store and show; stored
 * JSON passes no other boundary.
 */
function readable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  if (depth > deepest) return undefined;
  if (Array.isArray(value)) {
    const all: unknown[] = [];
    for (const inner of value as readonly unknown[]) {
      const read = readable(inner, depth + 1);
      if (read !== undefined) all.push(read);
    }
    return all;
  }
  const all: [string, unknown][] = [];
  for (const name of Object.keys(value)) {
    const read = readable((value as Readonly<Record<string, unknown>>)[name], depth + 1);
    if (read !== undefined) all.push([name, read]);
  }
  return Object.fromEntries(all);
}
