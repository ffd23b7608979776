/**
 * Code is renamed, never what is stored or sent: buttons and forms that stand in Slack, jobs and posts that wait in a database, what an admin
 * chose. What a version had is recorded in test/data/ids, with a value of each button and form; each is taken as it was then.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../../src/core/kit/action.ts';
import type { Modal } from '../../src/core/kit/modal.ts';
import { retentionPoliciesOf } from '../../src/core/retention.ts';
import { features } from '../../src/features.ts';
import { overviewModal } from '../../src/system/schedules/ids.ts';
import { wholeRegistry } from '../support/whole-registry.ts';

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
const registry = wholeRegistry(features);
/** Has nothing to fill in, so that nobody can submit it. */
const shown: readonly Modal<unknown>[] = [overviewModal];

describe.each(readdirSync(folder))('what stood and was stored at %s', (file) => {
  const recorded = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded;

  it.each(Object.entries(recorded.actions))('the button %s is heard, with what it carried', (id, value) => {
    const listener = registry.actions.get(id);
    expect(listener && decode(listener.action, JSON.stringify(value))).toEqual(value);
  });

  it.each(Object.entries(recorded.modals))('the form %s is taken', (id, { metadata, fields }) => {
    const modal = registry.views.get(id)?.modal ?? shown.find(({ callbackId }) => callbackId === id);
    expect(modal?.metadata.safeParse(metadata)).toEqual({ success: true, data: metadata });
    expect(Object.keys(modal?.fields ?? {})).toEqual(expect.arrayContaining([...fields]));
  });

  it.each([
    ['commands', registry.commands.keys()],
    ['shortcuts', registry.shortcuts.keys()],
    ['posts', registry.posts.keys()],
    ['jobs', registry.jobs.keys()],
    ['schedules', registry.schedules.keys()],
    ['retention', features.flatMap((feature) => retentionPoliciesOf(feature).map(({ name }) => name))],
    ['tables', features.flatMap(({ tables }) => tables.map(({ name }) => name))],
  ] as const)('all %s have their names', (what, names) => {
    expect([...names]).toEqual(expect.arrayContaining([...recorded[what]]));
  });
});
