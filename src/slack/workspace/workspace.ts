/** What the button and the form of a workspace's settings do. Whether this person may is asked from the store each time. */
import { groupId, type TeamId, type UserId } from '#core/ids.ts';
import { errors, nothing, open, type Reply } from '#core/listener.ts';
import type { Person, UserGroup } from '#core/people.ts';
import type { WorkspaceSettings } from '../../store/settings/workspace-settings.ts';
import type { Registry } from '../requests/registry.ts';
import { type Actor, systemForm, type SystemForm, sentence } from '../requests/system-forms.ts';
import { daysName, groupName, noGroup, positionName, settableOf, renderWorkspace } from './blocks.ts';
import { workspaceCopy } from './copy.ts';
import { type Filled, type Mistakes, wishedFrom } from './domain.ts';

export interface OfWorkspace {
  /** Shows the form. */
  readonly change: (actor: Actor) => Promise<Reply>;
  readonly form: SystemForm;
}

/** The user groups of the workspace, fresh, as this person may see them; `null`: Lore does not know them. */
type GroupsFor = (team: TeamId, user: UserId) => Promise<readonly UserGroup[] | null>;

export function ofWorkspace(
  registry: Registry,
  settings: WorkspaceSettings,
  groupsFor: GroupsFor,
): OfWorkspace {
  const settable = settableOf(registry);
  const { kinds, practices, named, modal } = settable;
  const groupsOf = async ({ team, person }: Actor) =>
    named.length === 0 ? [] : groupsFor(team, person.userId);
  const sayTo = ({ person }: Actor) => workspaceCopy.in(person.locale, person.tz);

  const sentences = (actor: Actor, mistakes: Mistakes): Record<string, string> => {
    const t = sayTo(actor);
    const most = new Map(kinds.map(({ name, days }) => [name, days]));
    return Object.fromEntries([
      ...[...mistakes.days].map(([name, mistake]) => [
        daysName(name),
        t.plain(`error.${mistake}`, mistake === 'long' ? { days: most.get(name) ?? 1 } : {}),
      ]),
      ...[...mistakes.positions].map(([name, mistake]) => [positionName(name), t.plain(`error.${mistake}`)]),
    ]) as Record<string, string>;
  };

  return {
    change: async (actor) => {
      if (!isAdmin(actor.person)) return sentence(sayTo(actor).mrkdwn('notAdmin'));
      const all = await groupsOf(actor);
      const groups = { all, named: await settings.groups(actor.team) };
      return open(renderWorkspace(actor.person, settable, await settings.of(actor.team), groups));
    },
    form: systemForm(modal, async (actor, _metadata, fields) => {
      const filled: Filled = {
        days: new Map(kinds.map(({ name }) => [name, numberIn(fields[daysName(name)])])),
        positions: new Map(practices.map(({ name }) => [name, positionIn(fields[positionName(name)])])),
      };
      const wished = wishedFrom(filled, kinds, practices);
      if (!wished.ok) return errors(sentences(actor, wished.mistakes));
      const all = (await groupsOf(actor)) ?? [];
      const groups = new Map(
        // An input that was not there changes nothing.
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
            unknown.map(([name]) => [groupName(name), sayTo(actor).plain('error.group')] as const),
          ),
        );
      const changed = await settings.change(actor.team, actor.person.userId, {
        ...wished.value,
        groups: new Map(
          [...groups].map(([name, chosen]) => [name, chosen === null ? null : groupId(chosen)]),
        ),
      });
      return changed.ok ? nothing : sentence(sayTo(actor).mrkdwn('notAdmin'));
    }),
  };
}

/** An admin or owner of this workspace; whoever is one of another organisation's is none here. */
export function isAdmin(person: Pick<Person, 'isAdmin' | 'standing'>): boolean {
  return person.isAdmin && person.standing === 'member';
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function positionIn(value: unknown): 'on' | 'off' | null {
  return value === 'on' || value === 'off' ? value : null;
}
