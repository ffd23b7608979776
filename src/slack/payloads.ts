/** What Slack sends when a person does something, as far as we read it. Parsed at the border; the rest of each payload is dropped. */
import { z } from 'zod';
import { clean } from '../core/text.ts';

const user = z.object({ id: z.string(), team_id: z.string().optional() });
const team = z.object({ id: z.string(), domain: z.string().optional() }).nullish();
const rawInput = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).optional(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).optional(),
  selected_conversation: z.string().nullish(),
  selected_conversations: z.array(z.string()).optional(),
});
const view = z.object({
  id: z.string(),
  type: z.string(),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  team_id: z.string().optional(),
  app_installed_team_id: z.string().nullish(),
  blocks: z
    .array(z.object({ type: z.string(), block_id: z.string() }))
    .optional()
    .catch(undefined),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), rawInput)).default({}) }).optional(),
});

const command = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: z.string(),
  user_id: z.string(),
  channel_id: z.string(),
  channel_name: z.string().default(''),
  trigger_id: z.string(),
  response_url: z.string(),
});

const pressed = z.object({
  action_id: z.string(),
  value: z.string().optional(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_user: z.string().nullish(),
  selected_channel: z.string().nullish(),
  selected_conversation: z.string().nullish(),
  selected_date: z.string().nullish(),
});
const action = z.object({
  type: z.literal('block_actions'),
  context_team_id: z.string().optional(),
  team,
  user,
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string(), name: z.string().default('') }).optional(),
  container: z.object({ channel_id: z.string().optional() }).optional(),
  message: z
    .object({
      ts: z.string().optional(),
      user: z.string().optional(),
      app_id: z.string().optional(),
      metadata: z.unknown().optional(),
      team: z.string().optional(),
      bot_profile: z.object({ team_id: z.string().optional() }).optional(),
    })
    .optional(),
  view: view.optional(),
  actions: z.array(pressed).min(1),
});

const submission = z.object({
  type: z.literal('view_submission'),
  context_team_id: z.string().optional(),
  team,
  user,
  trigger_id: z.string().optional(),
  view,
});

const shortcut = z.object({
  type: z.enum(['shortcut', 'message_action']),
  callback_id: z.string(),
  context_team_id: z.string().optional(),
  team,
  user,
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string(), name: z.string().default('') }).optional(),
  message_ts: z.string().optional(),
  message: z
    .object({
      text: z.string().optional(),
      user: z.string().optional(),
      bot_id: z.string().nullish(),
    })
    .optional(),
});

export type CommandPayload = z.infer<typeof command>;
export type ActionPayload = z.infer<typeof action>;
export type SubmissionPayload = z.infer<typeof submission>;
export type ShortcutPayload = z.infer<typeof shortcut>;

export const event = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  team_id: z.string().optional(),
  context_team_id: z.string().nullish(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).optional(),
  event: z.looseObject({ type: z.string() }),
});
export type EventPayload = z.infer<typeof event>;

export type Payload =
  | { readonly kind: 'command'; readonly body: CommandPayload }
  | { readonly kind: 'action'; readonly body: ActionPayload }
  | { readonly kind: 'submission'; readonly body: SubmissionPayload }
  | { readonly kind: 'shortcut'; readonly body: ShortcutPayload }
  | { readonly kind: 'event'; readonly body: EventPayload }
  /** Nothing we know how to answer: an old kind of button, a closed view, or a shape that is not Slack's. */
  | { readonly kind: 'other'; readonly type: string };

/** Every text in it as it may be stored and shown; what stands in stored JSON passes no other border. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, cleaned(entry)]));
}

/** @param sent as Bolt hands it over, signature already checked */
export function readPayload(sent: unknown): Payload {
  const body = cleaned(sent);
  const head = z
    .object({ type: z.string().optional(), command: z.string().optional() })
    .catch({})
    .parse(body);
  const type = head.command === undefined ? (head.type ?? 'none') : 'command';
  const read = <Kind extends string, Body>(kind: Kind, schema: z.ZodType<Body>) => {
    const parsed = schema.safeParse(body);
    return parsed.success ? { kind, body: parsed.data } : { kind: 'other' as const, type };
  };
  switch (type) {
    case 'command':
      return read('command', command);
    case 'block_actions':
      return read('action', action);
    case 'view_submission':
      return read('submission', submission);
    case 'shortcut':
    case 'message_action':
      return read('shortcut', shortcut);
    case 'event_callback':
      return read('event', event);
    default:
      return { kind: 'other', type };
  }
}
