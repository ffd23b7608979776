/** What the owner is asked at half time and at the date, what came of it, and the team's checklist. */
import type { Button, KnownBlock } from '@slack/types';
import { button, type MenuEntry, entriesMenu } from '#core/kit/action.ts';
import { actions, context, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import type { Instant } from '#core/clock.ts';
import { channelLink, nameOf, onDay } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { callOffButton, labelled, nameIn, wordsOf } from '../card/screens.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import { dueDay, type Experiment, saidIn } from '../rows.ts';
import { criteria, type Criterion, decisions, missingOf, turnedOuts } from '../rules.ts';

/** To the owner: their own stop rule, and what they said of it; what became of it, once that is no question any more. @param at half time, or the date */
export function ruleMessage(t: T, one: Experiment, at: 'half' | 'due', now: Instant): Message | null {
  const { row } = one;
  if (row.state !== 'running' || (at === 'half' && now >= row.due_at)) return wentOn(t, one);
  const said = at === 'half' ? row.half_said : row.due_said;
  const of = { experiment: row.id };
  const values = { channel: channelLink(row.channel_id), day: dueDay(one) };
  const stop = saidIn(one, 'stop');
  const rule: Button[] = [
    button(ids.ruleIs.met, t.plain('rule.met'), { ...of, at }),
    button(ids.ruleIs.notMet, t.plain('rule.notMet'), { ...of, at }),
  ];
  const mayDecide = at === 'due' || said === 'met';
  return messageOf(
    section(t.mrkdwn(`rule.${at}`, values)),
    userText({ written: nameIn(t, one), as: 'title' }),
    ...(stop === '' ? [] : [userText(...labelled(t.plain('rule.yours'), stop))]),
    ...(said === null ? [] : [section(t.mrkdwn(`rule.said.${said}`))]),
    actions([
      ...(said === null ? rule : []),
      ...(mayDecide ? [button(ids.decide, t.plain('do.decide'), of, { style: 'primary' })] : []),
      button(ids.change, t.plain('do.change'), of),
      callOffButton(t, of),
    ]),
    context(t.mrkdwn(`rule.how.${at}`, values)),
  );
}

/** What became of what was asked: with its name, and nothing to press. */
function wentOn(t: T, one: Experiment): Message | null {
  const { state, half_said: said, over_at: over } = one.row;
  const day = onDay(over ?? 0);
  const title = userText({ written: nameIn(t, one), as: 'title' });
  if (state === 'decided')
    return messageOf(section(t.mrkdwn('rule.decided', { day })), title, outcome(t, one));
  if (state === 'ended') return messageOf(section(t.mrkdwn('rule.calledOff', { day })), title);
  return state === 'running'
    ? messageOf(section(t.mrkdwn('rule.halfOver', { said: said ?? 'nothing' })), title)
    : null;
}

/** What became of one, for who owned it before. */
export function becameLine(t: T, one: Experiment): Mrkdwn {
  const { state, owner_id: owner, over_at: at } = one.row;
  const title = nameIn(t, one);
  if (state === 'decided' || state === 'ended')
    return t.mrkdwn(state === 'decided' ? 'rule.itDecided' : 'rule.itCalledOff', {
      title,
      day: onDay(at ?? 0),
    });
  return owner === null
    ? t.mrkdwn('rule.nobodys', { title })
    : t.mrkdwn('rule.theirs', { title, owner: nameOf(owner) });
}

/** It is asked about at another date. */
export const movedLine = (t: T, one: Experiment): Mrkdwn =>
  t.mrkdwn('rule.moved', { title: nameIn(t, one), day: dueDay(one) });

const words = ['result', 'surprise', 'lesson'] as const;

export function renderDecide(t: T, one: Experiment): RenderedModal {
  const { row } = one;
  const modal = ids.decideModal;
  const labels = (field: (typeof words)[number]) =>
    t.labels(`decide.${field}`, { placeholder: `decide.${field}Example` });
  const choices = <Name extends string>(names: readonly Name[], say: (name: Name) => string) =>
    Object.fromEntries(names.map((name) => [name, say(name)]));
  return renderModal(
    modal,
    { experiment: row.id, version: row.version },
    t.modal('decide.title', row.state === 'decided' ? 'save' : 'decide.submit'),
    [
      ...wordsOf(t, one, ['belief', 'metric', 'prediction']),
      input(modal, 'result', labels('result'), saidIn(one, 'result')),
      input(
        modal,
        'turnedOut',
        {
          label: t.plain('decide.turnedOut'),
          choices: choices(turnedOuts, (name) => t.plain(`turnedOut.${name}`)),
        },
        row.turned_out,
      ),
      input(modal, 'surprise', labels('surprise'), saidIn(one, 'surprise')),
      input(
        modal,
        'decision',
        {
          label: t.plain('decide.decision'),
          choices: choices(decisions, (name) => t.plain(`decision.${name}`)),
        },
        row.decision,
      ),
      input(modal, 'lesson', labels('lesson'), saidIn(one, 'lesson')),
      context(t.mrkdwn('decide.means')),
    ],
  );
}

/** How it came out and what was decided: the same words whichever it was. */
export const outcome = (t: T, { row }: Experiment): Mrkdwn =>
  t.mrkdwn('outcome', { turnedOut: row.turned_out ?? 'unclear', decision: row.decision ?? 'park' });

/** What stands in the card once it is decided. @param holding what the team answered; `null`: nothing yet @param keep makes a lesson of it */
export function overBlocks(
  t: T,
  one: Experiment,
  holding: readonly Criterion[] | null,
  keep: readonly MenuEntry[],
  mayAct: boolean,
): KnownBlock[] {
  const { row } = one;
  if (row.state !== 'decided') return [];
  const [first, ...rest] = keep;
  const asksCheck = row.turned_out !== 'predicted';
  const buttons = [
    ...(asksCheck ? [button(ids.check, t.plain('do.check'), { experiment: row.id })] : []),
    ...(row.decision === 'iterate'
      ? [button(ids.beginNext, t.plain('do.next'), { experiment: row.id })]
      : []),
    ...(first === undefined ? [] : [entriesMenu([first, ...rest])]),
  ];
  return [
    section(outcome(t, one)),
    ...(asksCheck && holding !== null ? checkBlocks(t, holding) : []),
    ...(buttons.length === 0 || !mayAct ? [] : [actions(buttons, `experiments.over.${row.id}`)]),
  ];
}

function checkBlocks(t: T, holding: readonly Criterion[]): KnownBlock[] {
  const missing = missingOf(holding);
  if (missing.length === 0) return [section(t.mrkdwn('check.all'))];
  const list = new Intl.ListFormat(t.language).format(missing.map((one) => t.plain(`check.missing.${one}`)));
  return [section(t.mrkdwn('check.some', { count: holding.length, list }))];
}

/** In the thread: an update of the card notifies nobody. */
export const overMessage = (t: T, one: Experiment): Message =>
  messageOf(section(outcome(t, one)), ...wordsOf(t, one, ['prediction', 'result', 'surprise', 'lesson']));

/** What Lore knows of one of the six; `null`: only the team does. */
function factOf(t: T, one: Experiment, criterion: Criterion): Mrkdwn | null {
  const { row, all } = one;
  const first = (field: string) => all.find((written) => written.field === field)?.written_at ?? null;
  const start = row.started_at;
  switch (criterion) {
    case 'new':
      return row.looked_at === null
        ? t.mrkdwn('fact.notLooked')
        : t.mrkdwn('fact.looked', { day: onDay(row.looked_at) });
    case 'goal':
      return null;
    case 'hypothesis':
    case 'limits': {
      const at = first(criterion === 'limits' ? 'stop' : 'belief');
      const key = criterion === 'limits' ? 'fact.limits' : 'fact.belief';
      return at === null || start === null ? null : t.mrkdwn(key, { day: onDay(at), start: onDay(start) });
    }
    case 'within': {
      const said = row.due_said ?? row.half_said;
      return said === null ? null : t.mrkdwn(`fact.within.${said}`);
    }
    case 'shared': {
      const at = first('lesson');
      return at === null || row.over_at === null
        ? t.mrkdwn('fact.notShared')
        : t.mrkdwn('fact.shared', { day: onDay(at), over: onDay(row.over_at) });
    }
  }
}

export function renderCheck(t: T, one: Experiment, holding: readonly Criterion[] | null): RenderedModal {
  const { row } = one;
  const facts = criteria.flatMap((criterion) => factOf(t, one, criterion) ?? []);
  const choices = Object.fromEntries(criteria.map((criterion) => [criterion, t.plain(`check.${criterion}`)]));
  return renderModal(ids.checkModal, { experiment: row.id }, t.modal('check.title', 'save'), [
    section(t.mrkdwn('check.means')),
    input(ids.checkModal, 'holding', { label: t.plain('check.label'), choices }, holding ?? []),
    section(t.mrkdwn('check.facts')),
    ...facts.map((fact) => context(fact)),
    context(t.mrkdwn('check.stored')),
  ]);
}
