/** Modals and Home views: opening, changing and closing them. */
import { stateOf } from '../app/values.ts';
import { fillIn } from '../blocks/blocks.ts';
import type { Core } from '../core.ts';
import { listAt, textAt, type Json } from '../json.ts';
import { keepDrawing } from './drawn-before.ts';
import { newHash, newId } from './ids.ts';
import type { ViewRecord } from './world.ts';

const filled = (view: Json): Json => ({ ...view, blocks: fillIn(listAt(view, 'blocks')) });

interface Opening {
  readonly userId: string;
  readonly teamId: string;
  readonly channelId: string | null;
  /** The modal it is put on top of, in the same stack. */
  readonly below: ViewRecord | null;
}

/** Opens a checked view for a person: a new stack, or on top of `below`. */
export function openModal(core: Core, view: Json, opening: Opening): ViewRecord {
  const id = newId(core.world, 'V0');
  const complete = filled(view);
  const record: ViewRecord = {
    id,
    userId: opening.userId,
    teamId: opening.teamId,
    rootId: opening.below?.rootId ?? id,
    previousId: opening.below?.id ?? null,
    hash: newHash(core.clock.wall()),
    view: complete,
    values: stateOf(listAt(complete, 'blocks'), {}, {}),
    channelId: opening.channelId,
  };
  core.world.modals.push(record);
  core.pages.views(opening.userId);
  core.changed();
  return record;
}

/** Replaces a view's content. What was typed stays where `block_id` and `action_id` stay the same. */
export function replaceView(core: Core, record: ViewRecord, view: Json): void {
  keepDrawing(record, listAt(record.view, 'blocks'));
  record.view = filled(view);
  record.hash = newHash(core.clock.wall());
  record.values = stateOf(listAt(record.view, 'blocks'), {}, record.values);
  core.pages.views(record.userId);
  core.changed();
}

/** Closes modals. */
export function closeModals(core: Core, userId: string, which: (modal: ViewRecord) => boolean): void {
  core.world.modals = core.world.modals.filter((modal) => modal.userId !== userId || !which(modal));
  core.pages.views(userId);
  core.changed();
}

/** The modals of the same stack, lowest first. */
export const stackOf = (core: Core, modal: ViewRecord): ViewRecord[] =>
  core.world.modals.filter((each) => each.rootId === modal.rootId);

/** Whether another view than `except` has this `external_id`, which must be unique in a workspace. */
export function hasExternalId(core: Core, externalId: string, except?: ViewRecord): boolean {
  if (externalId === '') return false;
  const all = [...core.world.modals, ...Object.values(core.world.homes)];
  return all.some((each) => each !== except && textAt(each.view, 'external_id') === externalId);
}

/** Publishes a person's Home. */
export function publishHome(core: Core, userId: string, view: Json): ViewRecord {
  const known = core.world.homes[userId];
  const complete = filled(view);
  const id = known?.id ?? newId(core.world, 'V0');
  const record: ViewRecord = {
    id,
    userId,
    teamId: core.install.teamId,
    rootId: id,
    previousId: null,
    hash: newHash(core.clock.wall()),
    view: complete,
    values: stateOf(listAt(complete, 'blocks'), {}, known?.values ?? {}),
    channelId: null,
  };
  if (known) keepDrawing(record, listAt(known.view, 'blocks'), known);
  core.world.homes[userId] = record;
  core.pages.home(userId);
  core.changed();
  return record;
}
