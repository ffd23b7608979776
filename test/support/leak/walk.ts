/**
 * Everything that anybody can open, at the end of a random world, so that it is looked through: each person's App Home with its buttons, all commands,
 * what they can take out, and the buttons of what stands in channels. It knows no practice: what is added later is walked too.
 */
import { userId } from '../../../src/core/ids.ts';
import { eraseData, eraseLeft } from '../../../src/system/my-data/ids.ts';
import type { LeakCompany } from './company.ts';
import type { ModelTeam } from './model.ts';
import { isActive } from './oracle.ts';
import { pressedAs, typed } from './payloads.ts';

interface Button {
  readonly action_id: string;
  readonly value?: string;
}

/** Whoever erases themselves is nobody any more, who could open the rest. */
const erases = new Set([eraseData.actionId, eraseLeft.actionId]);
/** Walks until nothing new opens; what opens behind a button that was opened is opened too. */
const deepest = 2;

export async function walk(system: LeakCompany, team: ModelTeam): Promise<void> {
  const places = [...team.channels.keys()];
  const admin = userId([...team.people.keys()][0] ?? '');
  await system.exportTo(team.id, admin);
  for (const [at, user] of [...team.people.keys()].entries()) {
    await system.exportOf(team.id, userId(user));
    if (!isActive(team, user)) continue;
    await system.exportOwn(team.id, userId(user));
    await press(system, team, user, buttonsIn(await system.home(team.id, userId(user))), 0);
    for (const [nth, { name }] of system.commands.entries()) {
      const place = places[(at + nth) % places.length] ?? '';
      await system.act(team.id, typed(team.id, user, place, name));
    }
  }
  for (const [nth, message] of system.slack.messages.entries()) {
    const readers = [...(team.channels.get(message.channel)?.members ?? [])].filter((user) =>
      isActive(team, user),
    );
    const reader = readers[nth % Math.max(readers.length, 1)];
    if (message.team === team.id && reader !== undefined)
      await press(system, team, reader, buttonsIn(message.blocks), deepest);
  }
}

async function press(
  system: LeakCompany,
  team: ModelTeam,
  user: string,
  buttons: readonly Button[],
  depth: number,
): Promise<void> {
  for (const { action_id: action, value } of buttons) {
    if (erases.has(action)) continue;
    const { reply } = await system.act(team.id, pressedAs(team.id, user, action, value));
    const isOpened = reply.kind === 'open' || reply.kind === 'update' || reply.kind === 'push';
    if (isOpened && depth < deepest) await press(system, team, user, buttonsIn(reply.modal.view), depth + 1);
  }
}

function buttonsIn(drawn: unknown): Button[] {
  if (typeof drawn !== 'object' || drawn === null) return [];
  const isButton = 'type' in drawn && drawn.type === 'button' && 'action_id' in drawn;
  return [...(isButton ? [drawn as unknown as Button] : []), ...Object.values(drawn).flatMap(buttonsIn)];
}
