/** Who is there while somebody floods Lore, and what they send: the bodies of Slack's requests. */
import { setTimeout as wait } from 'node:timers/promises';
import { channels, users } from '../../test/support/fake-slack.ts';
import type { LoreUnderTest } from '../../test/support/lore-under-test.ts';

export interface Place {
  readonly team: string;
  readonly channels: readonly string[];
  readonly people: readonly string[];
}

const named = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, nth) => `${prefix}${nth}`);

/** Those who flood: as many as it takes to stay within what each of them may do. */
const crowd = named('UCROWD', 400);
/** Those who are measured, by where they are. */
const neighbours = named('UNEAR', 60);
const elsewhere = named('UFAR', 60);

const flooded = 'CFLOODED';
const beside = 'CBESIDE';
const many = named('CMANY', 20);

/** Who floods, and who is measured meanwhile, and where. */
export const subjects = {
  person: {
    flood: { team: 'T1', channels: [flooded], people: crowd.slice(0, 1) },
    others: { team: 'T1', channels: [flooded], people: neighbours },
  },
  channel: {
    flood: { team: 'T1', channels: [flooded], people: crowd },
    others: { team: 'T1', channels: [beside], people: neighbours },
  },
  workspace: {
    flood: { team: 'T1', channels: many, people: crowd },
    others: { team: 'T2', channels: ['CTHEIRS'], people: elsewhere },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<'flood' | 'others', Place>>>>;

export type Subject = keyof typeof subjects;

/** Puts them into the Slack that Lore asks. */
export function settle(): void {
  const person = (id: string, team: string) => ({ id, team_id: team, tz: 'Europe/Berlin', profile: {} });
  for (const id of [...crowd, ...neighbours]) users[id] = person(id, 'T1');
  for (const id of elsewhere) users[id] = person(id, 'T2');
  const channel = (id: string, members: readonly string[]) => {
    channels[id] = { id, name: id.toLowerCase(), is_member: true, members: [...members, 'UBOT'] };
  };
  for (const id of [flooded, beside, ...many]) channel(id, [...crowd, ...neighbours]);
  channel('CTHEIRS', elsewhere);
}

interface Block {
  readonly block_id?: string;
  readonly optional?: boolean;
  readonly element?: Readonly<Record<string, unknown>> & {
    readonly type: string;
    readonly action_id: string;
  };
}

export interface Form {
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly blocks: readonly Block[];
}

/** What somebody in a place has before them: the form in which they share, and the button of something that was shared. */
export interface Before {
  readonly form: Form;
  readonly button: { readonly action_id: string; readonly value: string };
}

const press = 'learned.useful';

/** Shares once in a place. @returns what is there for everybody then */
export async function shareOnce(lore: LoreUnderTest, place: Place): Promise<Before> {
  const sender = senders(place, place.people.length - 1)(0);
  await lore.command('/learned First', { ...sender, trigger_id: `first ${sender.channel_id}` });
  const form = await until(() => formIn(lore));
  await lore.interact(
    JSON.parse(submission(sender, form, `first-${sender.channel_id}`)) as Record<string, unknown>,
  );
  const value = await until(() => buttonIn(lore, sender.channel_id));
  return { form, button: { action_id: press, value } };
}

function formIn({ slack }: LoreUnderTest): Form | undefined {
  const views = slack.callsOf('views.open').map(({ args }) => args['view'] as Form);
  return views.findLast(({ callback_id: id }) => id === 'learned.share');
}

function buttonIn({ slack }: LoreUnderTest, channel: string): string | undefined {
  const posts = slack.callsOf('chat.postMessage').filter(({ args }) => args['channel'] === channel);
  const blocks = posts.flatMap(({ args }) => args['blocks'] as readonly { readonly elements?: unknown }[]);
  const buttons = blocks.flatMap(({ elements }) =>
    Array.isArray(elements) ? (elements as readonly { action_id?: string; value?: string }[]) : [],
  );
  return buttons.find(({ action_id: id }) => id === press)?.value;
}

async function until<T>(found: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 3_000; tries += 1) {
    const value = found();
    if (value !== undefined) return value;
    await wait(20);
  }
  throw new Error('what the flood needs is not there');
}

interface Sender {
  readonly team_id: string;
  readonly user_id: string;
  readonly channel_id: string;
}

/** @param from the first of the people @returns who acts as the nth */
const senders =
  ({ team, channels: all, people }: Place, from = 0) =>
  (nth: number): Sender => ({
    team_id: team,
    user_id: people[(from + nth) % people.length] ?? '',
    channel_id: all[nth % all.length] ?? '',
  });

const keyed = (metadata: string, channel: string, key: string): string =>
  metadata.replace(/"k":"[^"]+"/, `"k":"${key}"`).replace(/"channel":"[^"]+"/, `"channel":"${channel}"`);

/** @returns the payload, as JSON; each under a key of its own, so that each is another form */
function submission(
  { team_id: team, user_id: user, channel_id: channel }: Sender,
  form: Form,
  key: string,
): string {
  return JSON.stringify({
    type: 'view_submission',
    team: { id: team },
    user: { id: user, team_id: team },
    trigger_id: `t ${key}`,
    view: {
      ...form,
      id: `V ${key}`,
      type: 'modal',
      team_id: team,
      app_installed_team_id: team,
      private_metadata: keyed(form.private_metadata, channel, `flood-${key}`),
      state: { values: typedInto(form, key) },
    },
  });
}

/** As Slack sends a form in which one has written what has to be written, and left the rest. */
function typedInto({ blocks }: Form, words: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    blocks.flatMap(({ block_id: id, optional, element }) => {
      if (id === undefined || element === undefined) return [];
      const { type, action_id: action, initial_option: option, initial_options: options } = element;
      const value =
        type === 'plain_text_input'
          ? { value: optional === true ? null : `Words ${words}` }
          : { selected_option: option ?? null, selected_options: options ?? [] };
      return [[id, { [action]: { type, ...value } }]];
    }),
  );
}

export interface Body {
  readonly text: string;
  readonly isJson: boolean;
}

const typed = (fields: Readonly<Record<string, string>>): Body => ({
  text: new URLSearchParams(fields).toString(),
  isJson: false,
});

/** What the nth request of a place is: commands, forms, shares, presses, App Homes and events in turn. */
export function bodiesOf(
  place: Place,
  { form, button }: Before,
  responseUrl: string,
  name: string,
): (nth: number) => Body {
  const of = senders(place);
  const command = (words: string, sender: Sender, key: string): Body => {
    const [first = '', ...rest] = words.split(' ');
    return typed({
      command: first,
      text: rest.join(' '),
      channel_name: 'there',
      trigger_id: `t ${key}`,
      response_url: responseUrl,
      ...sender,
    });
  };
  const event = (sender: Sender, key: string, of: Readonly<Record<string, unknown>>): Body => ({
    text: JSON.stringify({
      type: 'event_callback',
      team_id: sender.team_id,
      event_id: `E ${key}`,
      authorizations: [{ team_id: sender.team_id }],
      event: of,
    }),
    isJson: true,
  });
  return (nth) => {
    const [sender, key] = [of(nth), `${name} ${nth}`];
    switch (nth % 6) {
      case 0:
        return command('/lore help', sender, key);
      case 1:
        return command('/learned Something', sender, key);
      case 2:
        return typed({ payload: submission(sender, form, key.replaceAll(' ', '-')) });
      case 3:
        return typed({
          payload: JSON.stringify({
            type: 'block_actions',
            team: { id: sender.team_id },
            user: { id: sender.user_id, team_id: sender.team_id },
            channel: { id: sender.channel_id, name: 'there' },
            trigger_id: `t ${key}`,
            response_url: responseUrl,
            actions: [{ type: 'button', block_id: 'b', ...button }],
          }),
        });
      case 4:
        return event(sender, key, { type: 'app_home_opened', user: sender.user_id, tab: 'home' });
      default:
        return command(`/learned help`, sender, key);
    }
  };
}
