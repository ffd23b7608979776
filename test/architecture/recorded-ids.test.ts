/**
 * Code is renamed, never what is stored or sent: buttons and forms that stand in Slack, jobs and posts that wait in a database, what an admin
 * chose. What a version had is recorded in test/data/ids, with a value of each button and form; each is taken as it was then.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, type Action } from '../../src/core/kit/action.ts';
import type { Modal } from '../../src/core/kit/modal.ts';
import { kindsOf } from '../../src/core/retention.ts';
import { features } from '../../src/features.ts';
import * as scheduleIds from '../../src/schedules/screens/ids.ts';
import * as systemIds from '../../src/slack/home/system-ids.ts';
import { register } from '../../src/slack/requests/registry.ts';
import * as settingsScreens from '../../src/slack/settings/blocks.ts';
import * as workspaceScreens from '../../src/slack/workspace/blocks.ts';

interface Recorded {
  readonly commands: readonly string[];
  readonly shortcuts: readonly string[];
  /** A value by the id of a button or menu. */
  readonly actions: Readonly<Record<string, unknown>>;
  readonly modals: Readonly<
    Record<string, { readonly metadata: unknown; readonly fields: readonly string[] }>
  >;
  readonly posts: readonly string[];
  readonly jobs: readonly string[];
  readonly schedules: readonly string[];
  readonly retention: readonly string[];
  readonly tables: readonly string[];
}

const folder = join(import.meta.dirname, '..', 'data', 'ids');
const registry = register(features);
const ofSystem = [scheduleIds, systemIds, settingsScreens, workspaceScreens].flatMap(
  (ids): readonly unknown[] => Object.values(ids),
);
const isAction = (one: unknown): one is Action<unknown> =>
  typeof one === 'object' && one !== null && 'actionId' in one;
const isModal = (one: unknown): one is Modal<unknown> =>
  typeof one === 'object' && one !== null && 'callbackId' in one;

const actions = new Map([
  ...[...registry.actions].map(([id, { action }]) => [id, action] as const),
  ...ofSystem.filter(isAction).map((action) => [action.actionId, action] as const),
]);
const modals = new Map([
  ...[...registry.views].map(([id, { modal }]) => [id, modal] as const),
  ...ofSystem.filter(isModal).map((modal) => [modal.callbackId, modal] as const),
]);

describe.each(readdirSync(folder))('what stood and was stored at %s', (file) => {
  const recorded = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded;

  it.each(Object.entries(recorded.actions))('the button %s is heard, with what it carried', (id, value) => {
    const action = actions.get(id);
    expect(action && decode(action, JSON.stringify(value))).toEqual(value);
  });

  it.each(Object.entries(recorded.modals))('the form %s is taken', (id, { metadata, fields }) => {
    const modal = modals.get(id);
    expect(modal?.metadata.safeParse(metadata)).toEqual({ success: true, data: metadata });
    expect(Object.keys(modal?.fields ?? {})).toEqual(expect.arrayContaining([...fields]));
  });

  it.each([
    ['commands', registry.commands.keys()],
    ['shortcuts', registry.shortcuts.keys()],
    ['posts', registry.posts.keys()],
    ['jobs', registry.jobs.keys()],
    ['schedules', registry.schedules.keys()],
    ['retention', features.flatMap((feature) => kindsOf(feature).map(({ name }) => name))],
    ['tables', features.flatMap(({ tables }) => tables.map(({ name }) => name))],
  ] as const)('all %s have their names', (what, names) => {
    expect([...names]).toEqual(expect.arrayContaining([...recorded[what]]));
  });
});
