/** views.* */
import { LIMITS } from '../blocks/limits.ts';
import { checkView } from '../blocks/view.ts';
import type { Core } from '../core.ts';
import { textAt, type Json } from '../json.ts';
import { findModal, findPerson } from '../state/find.ts';
import { hasExternalId, openModal, publishHome, replaceView, stackOf } from '../state/modals.ts';
import type { Trigger, ViewRecord } from '../state/world.ts';
import type { Args } from './args.ts';
import { fail, ok, type Method } from './method.ts';
import { viewJson } from './shapes.ts';

/** Uses up a trigger, or says why Slack would not take it. */
function useTrigger(core: Core, args: Args): { trigger: Trigger } | { refusal: Json } {
  const id = args.text('trigger_id') || args.text('interactivity_pointer');
  const trigger = core.world.triggers.find((each) => each.id === id);
  if (!trigger)
    return {
      refusal: fail('invalid_trigger_id', ['[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]']),
    };
  if (trigger.isUsed) return { refusal: fail('exchanged_trigger_id') };
  if (core.clock.wall() > trigger.expiresAt) return { refusal: fail('expired_trigger_id') };
  return { trigger };
}

function readView(
  core: Core,
  args: Args,
  kind: 'modal' | 'home',
  known?: ViewRecord,
): { view: Json } | { refusal: Json } {
  const checked = checkView(args.json('view'), kind);
  if (!checked.ok) return { refusal: fail(checked.error, checked.messages) };
  if (hasExternalId(core, textAt(checked.view, 'external_id'), known))
    return { refusal: fail('duplicate_external_id') };
  return { view: checked.view };
}

const open: Method = {
  run: (core, args) => {
    const read = readView(core, args, 'modal');
    if ('refusal' in read) return read.refusal;
    const used = useTrigger(core, args);
    if ('refusal' in used) return used.refusal;
    const { trigger } = used;
    trigger.isUsed = true;
    return ok({ view: viewJson(core, openModal(core, read.view, { ...trigger, below: null })) });
  },
};

const push: Method = {
  run: (core, args) => {
    const read = readView(core, args, 'modal');
    if ('refusal' in read) return read.refusal;
    const used = useTrigger(core, args);
    if ('refusal' in used) return used.refusal;
    const { trigger } = used;
    const below = trigger.viewId === null ? undefined : findModal(core.world, trigger.viewId);
    if (!below) return fail('invalid_trigger_id', ['[ERROR] the trigger did not arise in an open modal']);
    const stack = stackOf(core, below);
    if (stack.length >= LIMITS.viewStack) return fail('push_limit_reached');
    trigger.isUsed = true;
    const opening = { ...trigger, channelId: below.channelId, below: stack.at(-1) ?? below };
    return ok({ view: viewJson(core, openModal(core, read.view, opening)) });
  },
};

const update: Method = {
  run: (core, args) => {
    const id = args.text('view_id');
    const externalId = args.text('external_id');
    if (id === '' && externalId === '')
      return fail('invalid_arguments', ['[ERROR] missing required field: view_id or external_id']);
    const all = [...core.world.modals, ...Object.values(core.world.homes)];
    const record = all.find((each) =>
      id === '' ? textAt(each.view, 'external_id') === externalId : each.id === id,
    );
    if (!record) return fail('not_found');
    const read = readView(core, args, record.view['type'] === 'home' ? 'home' : 'modal', record);
    if ('refusal' in read) return read.refusal;
    if (args.text('hash') !== '' && args.text('hash') !== record.hash) return fail('hash_conflict');
    if (record.view['type'] === 'home')
      return ok({ view: viewJson(core, publishHome(core, record.userId, read.view)) });
    replaceView(core, record, read.view);
    return ok({ view: viewJson(core, record) });
  },
};

const publish: Method = {
  run: (core, args) => {
    const person = findPerson(core.world, args.text('user_id'));
    if (!person || person.teamId !== core.install.teamId) return fail('user_not_found');
    if (!core.app.hasHome) return fail('not_enabled');
    const known = core.world.homes[person.id];
    const read = readView(core, args, 'home', known);
    if ('refusal' in read) return read.refusal;
    if (args.text('hash') !== '' && args.text('hash') !== known?.hash) return fail('hash_conflict');
    return ok({ view: viewJson(core, publishHome(core, person.id, read.view)) });
  },
};

export const views: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
