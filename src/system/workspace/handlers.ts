/** The button and form of a workspace's settings. Permission is checked in the store each time. */
import type { SystemFeature } from '#core/feature.ts';
import { groupId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { errors, nothing, open, say, type SystemInteraction } from '#core/listener.ts';
import { isAdmin } from '#core/people.ts';
import { visibilities } from '#core/visibility.ts';
import { onSystemAction, onSystemSubmit } from '../listeners.ts';
import type { SystemPort } from '../port.ts';
import { workspaceCopy } from './copy.ts';
import type { Position } from '../../store/settings/practices.ts';
import { type Filled, type Mistakes, wishedFrom } from './rules.ts';
import {
  changeKept,
  changeWorkspace,
  daysName,
  groupName,
  noGroup,
  positionName,
  positions,
  reachName,
  renderKept,
  renderWorkspace,
  settableOf,
} from './screens.ts';

export function workspace(port: Pick<SystemPort, 'features' | 'groupsFor' | 'store'>): SystemFeature {
  const settings = port.store.workspaceSettings;
  const settable = settableOf(port.features);
  const { retentionPolicies, practices, named, modal, keptModal } = settable;
  const groupsOf = async ({ teamId, person }: SystemInteraction) =>
    named.length === 0 ? [] : port.groupsFor(teamId, person.userId);
  const daysIn = (fields: Readonly<Record<string, unknown>>) =>
    new Map(retentionPolicies.map(({ name }) => [name, numberIn(fields[daysName(name)])]));
  const notAdmin = (who: SystemInteraction) => say(messageOf(workspaceCopy.for(who).mrkdwn('notAdmin')));

  const sentences = (who: SystemInteraction, mistakes: Mistakes): Record<string, string> => {
    const t = workspaceCopy.for(who);
    const most = new Map(retentionPolicies.map(({ name, days }) => [name, days]));
    return Object.fromEntries([
      ...[...mistakes.days].map(([name, mistake]) => [
        daysName(name),
        t.plain(`error.${mistake}`, mistake === 'long' ? { days: most.get(name) ?? 1 } : {}),
      ]),
      ...[...mistakes.positions].map(([name, mistake]) => [positionName(name), t.plain(`error.${mistake}`)]),
    ]) as Record<string, string>;
  };

  return {
    name: 'workspace',
    actions: [
      onSystemAction(changeWorkspace, async (who) => {
        if (!isAdmin(who.person)) return notAdmin(who);
        const all = await groupsOf(who);
        const groups = { all, named: await settings.groups(who.teamId) };
        return open(renderWorkspace(who.person, settable, await settings.of(who.teamId), groups));
      }),
      onSystemAction(changeKept, async (who) =>
        isAdmin(who.person)
          ? open(renderKept(who.person, settable, await settings.of(who.teamId)))
          : notAdmin(who),
      ),
    ],
    views: [
      onSystemSubmit(modal, async (who, drawn, fields) => {
        const filled: Filled = {
          // Only a form that an older version drew has them.
          days: new Map([...daysIn(fields)].filter(([, days]) => days !== null)),
          positions: new Map(practices.map(({ name }) => [name, positionIn(fields[positionName(name)])])),
        };
        const wished = wishedFrom(filled, retentionPolicies, practices, drawn?.positions);
        if (!wished.ok) return errors(sentences(who, wished.mistakes));
        const all = (await groupsOf(who)) ?? [];
        const groups = new Map(
          // A missing input changes nothing.
          named.flatMap(({ name }) => {
            const chosen: unknown = fields[groupName(name)];
            return typeof chosen === 'string' ? [[name, chosen === noGroup ? null : chosen] as const] : [];
          }),
        );
        const unknown = [...groups].filter(
          ([, chosen]) => chosen !== null && all.every(({ groupId }) => groupId !== chosen),
        );
        if (unknown.length > 0)
          return errors(
            Object.fromEntries(
              unknown.map(
                ([name]) => [groupName(name), workspaceCopy.for(who).plain('error.group')] as const,
              ),
            ),
          );
        const reach = visibilities.find((one) => one === fields[reachName]);
        const changed = await settings.change(who.teamId, who.person.userId, {
          ...wished.value,
          // A missing input changes nothing.
          ...(reach === undefined ? {} : { reach }),
          groups: new Map(
            [...groups].map(([name, chosen]) => [name, chosen === null ? null : groupId(chosen)]),
          ),
        });
        return changed.ok ? nothing : notAdmin(who);
      }),
      onSystemSubmit(keptModal, async (who, _none, fields) => {
        const filled: Filled = { days: daysIn(fields), positions: new Map() };
        const wished = wishedFrom(filled, retentionPolicies, practices);
        if (!wished.ok) return errors(sentences(who, wished.mistakes));
        const changed = await settings.change(who.teamId, who.person.userId, wished.value);
        return changed.ok ? nothing : notAdmin(who);
      }),
    ],
  };
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

const positionIn = (value: unknown): Position | null => positions.find((one) => one === value) ?? null;
