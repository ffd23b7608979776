/** Whom what somebody writes in a channel is for, as design.md tells it and not as the code has it. */
import type { ModelAudience, ModelTeam } from './model.ts';
import { isShared } from './oracle.ts';

/** Written from design.md 3.3: only a full member makes something wider than its conversation, and in a private or shared one only if asked for. */
export function audienceOf(
  team: ModelTeam,
  id: string,
  who: string,
  wanted: 'workspace' | 'conversation',
  hasAsked: boolean,
): ModelAudience {
  const facts = team.channels.get(id);
  if (facts === undefined) throw new Error(`there is no channel ${id}`);
  const isOpen = facts.kind === 'public' && !isShared(team, facts);
  const mayBeWide = team.people.get(who) === 'member' && (isOpen || hasAsked);
  return {
    id: '',
    kind: wanted === 'workspace' && mayBeWide ? 'workspace' : 'conversation',
    channel: id,
    people: [],
    after: null,
    wasPrivate: facts.kind === 'private',
    wasShared: isShared(team, facts),
    sharings: facts.sharings,
  };
}
