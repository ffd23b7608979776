/** Requests as Slack sends them for a listener, and what chance changes in them. */
import type { Parcel } from '../../sandbox/app/parcel.ts';
import { isJson, type Json } from '../../sandbox/json.ts';
import { changed, eventSamples, fieldsOf, filledEvent, filledSample } from '../../test/support/samples.ts';
import type { Chance } from '../chance.ts';
import type { Listener } from './listeners.ts';
import type { Who } from './people.ts';
import { anId, type Pool, valueOf } from './values.ts';

/** What a request is made of. */
export interface Making {
  readonly chance: Chance;
  readonly pool: Pool;
  readonly team: string;
  readonly who: Who;
  /** No two requests have the same. */
  readonly nth: number;
  readonly responseUrl: string;
}

const word = [
  '',
  'plan',
  'Website relaunch',
  'x',
  '<@U0MARA> & <!here>',
  '🙂 Ümläut',
  'a\nb\nc',
  'retro',
  '2026-12-20',
];

/** @returns what is sent, and how */
export function requestFor(listener: Listener, making: Making): Parcel {
  const made = whole(listener, making);
  return {
    ...made,
    what: `${listener.kind} ${listener.name}`,
    payload: mutated(making.chance, made.payload),
  };
}

function whole(listener: Listener, making: Making): Omit<Parcel, 'what'> {
  const { chance, pool, team, who, nth, responseUrl } = making;
  const by = {
    api_app_id: 'A0LORE0001',
    team: { id: who.team ?? team, domain: 'lindgrove' },
    user: { id: who.id, team_id: who.ownTeam, name: 'somebody', username: 'somebody' },
    trigger_id: `t${nth}`,
    enterprise: undefined,
    is_enterprise_install: false,
  };
  const channel = { id: anId(chance, pool, 'channel'), name: 'somewhere' };
  const ts = anId(chance, pool, 'ts');
  const message = { team, app_id: 'A0LORE0001', user: 'U0LOREBOT', ts };
  switch (listener.kind) {
    case 'command': {
      const words = chance.pick(listener.words);
      const payload = {
        command: listener.name,
        text: chance.is(0.5) ? words : `${words} ${chance.pick(word)}`.trim(),
        api_app_id: 'A0LORE0001',
        team_id: who.team ?? team,
        team_domain: 'lindgrove',
        channel_id: channel.id,
        channel_name: chance.pick(['somewhere', 'directmessage', 'privategroup']),
        user_id: who.id,
        user_name: 'somebody',
        trigger_id: `t${nth}`,
        response_url: responseUrl,
      };
      return { encoding: 'form', payload };
    }
    case 'shortcut': {
      const isGlobal = listener.type === 'global';
      const payload = isGlobal
        ? { type: 'shortcut', callback_id: listener.name, action_ts: '1.1', token: 'x', ...by }
        : filledSample('message_action', {
            ...by,
            callback_id: listener.name,
            type: 'message_action',
            channel,
            message_ts: ts,
            response_url: responseUrl,
            message: {
              type: 'message',
              text: chance.pick(word),
              user: anId(chance, pool, 'user'),
              ts,
              bot_id: undefined,
            },
          });
      return { encoding: 'payload', payload };
    }
    case 'action': {
      const value = JSON.stringify(valueOf(chance, pool, listener.value));
      const pressed = chance.is(0.7)
        ? { type: 'button', value }
        : { type: 'static_select', selected_option: { text: { type: 'plain_text', text: 'x' }, value } };
      const actions = [{ action_id: listener.name, block_id: 'b', action_ts: '1.1', ...pressed }];
      const places = {
        message: {
          channel,
          message,
          container: { type: 'message', channel_id: channel.id, message_ts: ts },
          response_url: responseUrl,
          view: undefined,
        },
        home: {
          view: viewOf({ id: 'VHOME', type: 'home' }, who.team ?? team),
          message: undefined,
          channel: undefined,
          response_url: undefined,
        },
        modal: {
          view: viewOf({ id: `V${nth}`, type: 'modal' }, who.team ?? team),
          message: undefined,
          channel: undefined,
          response_url: undefined,
        },
      };
      return {
        encoding: 'payload',
        payload: filledSample('block_actions', { ...by, actions, ...places[listener.where] }),
      };
    }
    case 'submission':
    case 'change':
    case 'closing': {
      const { modal } = listener;
      const names = Object.keys(modal.fields);
      const values = Object.fromEntries(
        names.map((name) => [blockOf(chance, name), { [name]: rawInput(listener, name, making) }]),
      );
      const view = viewOf(
        {
          id: `V${nth}`,
          type: 'modal',
          callback_id: modal.callbackId,
          // Slack sends a form again that was not acknowledged.
          private_metadata: JSON.stringify({
            k: `k${chance.is(0.05) ? 0 : nth}`,
            m: valueOf(chance, pool, modal.metadata),
          }),
          title: { type: 'plain_text', text: 'x' },
          blocks: Object.keys(values).map((id) => ({
            type: 'input',
            block_id: id,
            element: { type: 'plain_text_input' },
          })),
          state: { values },
        },
        who.team ?? team,
      );
      if (listener.kind === 'change') {
        const field = chance.pick([...names, 'none']);
        const actions = [
          { action_id: field, block_id: field, action_ts: '1.1', type: 'plain_text_input', value: 'x' },
        ];
        const place = { view, message: undefined, channel: undefined, response_url: undefined };
        return { encoding: 'payload', payload: filledSample('block_actions', { ...by, actions, ...place }) };
      }
      const type = listener.kind === 'submission' ? 'view_submission' : 'view_closed';
      return { encoding: 'payload', payload: filledSample(type, { ...by, type, view }) };
    }
    case 'event':
      return { encoding: 'json', payload: event(listener.name, making) };
  }
}

const viewOf = (view: Json, team: string): Json => ({
  team_id: team,
  app_installed_team_id: team,
  state: { values: {} },
  ...view,
});

const blockOf = (chance: Chance, name: string): string => (chance.is(0.2) ? `${name}#1` : name);

/** What an input may hold, of whatever kind it is. */
function rawInput(
  listener: Extract<Listener, { readonly modal: unknown }>,
  name: string,
  { chance, pool }: Making,
): Json {
  const element = listener.modal.fields[name]?.element(undefined, { label: 'x' }) as unknown;
  const options =
    isJson(element) && Array.isArray(element['options']) ? element['options'].filter(isJson) : [];
  const choice = () =>
    options.length > 0 && chance.is(0.9) ? chance.pick(options)['value'] : anId(chance, pool, name);
  const text = chance.is(0.2)
    ? String(chance.below(100))
    : `${chance.pick(word)} ${chance.is(0.1) ? 'y'.repeat(3_000) : ''}`;
  if (chance.is(0.1))
    return {
      type: 'plain_text_input',
      value: null,
      selected_option: null,
      selected_date: null,
      selected_user: null,
    };
  return {
    type: 'plain_text_input',
    value: text,
    selected_option: { value: choice() },
    selected_options: Array.from({ length: chance.below(3) }, () => ({ value: choice() })),
    selected_date: chance.pick(['2026-12-18', '2026-11-01', '2027-01-10', 'soon', '9999-99-99']),
    selected_time: chance.pick(['10:00', '23:59', '25:00']),
    selected_user: anId(chance, pool, 'user'),
    selected_users: Array.from({ length: chance.below(4) }, () => anId(chance, pool, 'user')),
    selected_conversation: anId(chance, pool, 'channel'),
    selected_conversations: Array.from({ length: chance.below(3) }, () => anId(chance, pool, 'channel')),
  };
}

/** Facts about people and channels that nobody else has to do with, so that what is true of the others stays. */
function event(name: string, { chance, nth, team }: Making): Json {
  const apart = `C0APART${chance.below(20)}`;
  const user = `U0APART${chance.below(20)}`;
  const sample = eventSamples.includes(name) ? name : 'channel_archive';
  const isOfPerson = name === 'user_change' || name === 'team_join';
  const isOfInstallation = name === 'app_uninstalled' || name === 'tokens_revoked';
  const over = {
    type: name,
    event_ts: isOfInstallation ? '1.1' : `${chance.below(2_000_000_000)}.000100`,
    ...(isOfPerson
      ? { user: { id: user, team_id: team } }
      : name.startsWith('subteam')
        ? {}
        : { user, channel: apart }),
    ...(name === 'channel_id_changed' ? { old_channel_id: apart, new_channel_id: `${apart}N` } : {}),
    ...(name === 'channel_rename' || name === 'group_rename'
      ? { channel: { id: apart, name: 'renamed' } }
      : {}),
  };
  return { ...filledEvent(sample, `Ev${nth}`, over), team_id: team, authorizations: [{ team_id: team }] };
}

/** As it is, mostly; else with something left out, null, or of another kind. */
function mutated(chance: Chance, payload: Json): Json {
  if (chance.is(0.6)) return payload;
  let now = payload;
  for (let times = 1 + chance.below(3); times > 0; times -= 1) {
    const fields = fieldsOf(now);
    if (fields.length === 0) return now;
    const strange: readonly unknown[] = [
      undefined,
      null,
      '',
      0,
      -1,
      true,
      [],
      {},
      [null],
      'x'.repeat(5_000),
      { id: null },
      '\uDFFF',
      { toString: 1 },
    ];
    now = changed(now, chance.pick(fields), strange[chance.below(strange.length)]) as Json;
  }
  return now;
}
