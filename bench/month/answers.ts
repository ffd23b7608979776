/** How people answer what Lore writes to them alone, and that they can take turns at presenting. */
import type { Message } from '../../sandbox/state/world.ts';
import { minute } from './calendar.ts';
import { awhile, standsNow, tells, workingTime } from './deeds.ts';
import type { Said } from './facts.ts';
import type { Stage } from './stage.ts';
import { actionsOf } from './watch.ts';

export function hears(stage: Stage, { person, kind }: Said, message: Message): void {
  const actions = actionsOf(message.blocks);
  if (kind === 'rotation.presenter' && actions.includes('rotation.join')) joins(stage, message);
  if (actions.includes('forums.put-on')) puts(stage, message);
  if (person === null || kind !== 'direct') return;
  const press = (action: string) =>
    stage.plan(stage.now() + awhile(stage), async () => {
      const now = standsNow(stage, message);
      if (now === undefined || !actionsOf(now.blocks).includes(action)) return;
      await stage.does(person, async (it) => {
        const still = standsNow(stage, message);
        // It took effect, although Lore could not say so.
        if (still === undefined || !actionsOf(still.blocks).includes(action)) return true;
        return it.press(still, action);
      });
    });
  if (actions.includes('rotation.accept')) {
    if (stage.chance.is(0.6)) press('rotation.accept');
    else if (stage.chance.is(0.3)) press('rotation.later');
  }
  if (actions.includes('journey.write')) {
    const team = stage.teams.find(({ host }) => host === person);
    if (team !== undefined && stage.chance.is(0.6))
      stage.plan(stage.now() + awhile(stage), () => tells(stage, team));
  }
  // They answer a proposal with yes, with no, or not at all; a forum, and an answer to their question, rather often.
  if (actions.includes('coaching.yes')) {
    if (stage.chance.is(0.5)) press('coaching.yes');
    else if (stage.chance.is(0.5)) press('coaching.no');
  }
  for (const action of ['forums.agree', 'questions.accept'])
    if (actions.includes(action) && stage.chance.is(0.8)) press(action);
  if (actions.includes('learned.end')) chooses(stage, person, message);
}

/** Somebody puts something on the agenda of their forum. */
function puts(stage: Stage, message: Message): void {
  const by = stage.teams.find(({ channel }) => channel === message.channelId)?.host;
  if (by === undefined) return;
  stage.plan(workingTime(stage, by, stage.now() + minute), async () => {
    const now = standsNow(stage, message);
    if (now === undefined || !actionsOf(now.blocks).includes('forums.put-on')) return;
    await stage.fills(
      by,
      'forums.put-on',
      async (it) => {
        await it.press(now, 'forums.put-on');
        await stage.appears(by, 'forums.put-on');
      },
      { words: 'What the last release taught us' },
    );
  });
}

/** Most of a team take turns, from the first message on that says how. */
function joins(stage: Stage, message: Message): void {
  const { channelId: channel } = message;
  const isJoined = stage.facts.some((fact) => fact.kind === 'joined' && fact.channel === channel);
  if (isJoined) return;
  const team = stage.teams.find((one) => one.channel === channel);
  for (const person of team?.members ?? []) {
    if (!stage.chance.is(0.7)) continue;
    stage.plan(workingTime(stage, person, stage.now() + minute), async () => {
      const now = standsNow(stage, message);
      if (now === undefined || !actionsOf(now.blocks).includes('rotation.join')) return;
      let at = stage.now();
      await stage.does(person, (it) => {
        at = stage.now();
        return it.press(now, 'rotation.join');
      });
      stage.facts.push({ kind: 'joined', at, channel, person });
    });
  }
}

/** Whoever looks after a channel in which nobody answers says how to go on, or nothing. */
function chooses(stage: Stage, person: string, message: Message): void {
  const team = stage.teams.find(({ host }) => host === person);
  const choice = team?.fate.kind === 'quiet' ? team.fate.choice : null;
  if (team === undefined || choice === null) return;
  const { channel } = team;
  stage.plan(stage.now() + awhile(stage), async () => {
    const now = standsNow(stage, message) ?? message;
    let at = stage.now();
    await stage.does(person, async (it) => {
      at = stage.now();
      return it.press(now, choice === 'rarer' ? 'learned.rarer' : 'learned.end');
    });
    stage.facts.push({ kind: 'chose', at, channel, choice });
    const last = stage.facts.findLast(
      (fact) => fact.kind === 'rule' && fact.channel === channel && fact.schedule === 'learned.weekly',
    );
    if (last?.kind !== 'rule' || last.rule === null) throw new Error('a channel without a rule');
    const rule = choice === 'ended' ? null : { ...last.rule, every: 'fortnight' as const };
    stage.facts.push({ kind: 'rule', at, channel, schedule: 'learned.weekly', rule });
  });
}
