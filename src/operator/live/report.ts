/** What a run found, as lines for a terminal and as Markdown that can be pasted into an issue. Neither names a person, a channel or a workspace. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { version } from '../../version.ts';
import type { Check, Found } from './check.ts';

export interface Result {
  readonly check: Check;
  readonly found: Found;
}

export interface Run {
  readonly results: readonly Result[];
  /** What could not be taken away again. */
  readonly left: readonly string[];
  /** Whether there may be a message whose time Slack did not say, and that could not be looked for in the history. */
  readonly mayBeLeft: boolean;
  /** How many messages of an earlier run were taken away; `null`: the history could not be read. */
  readonly before: number | null;
  /** How long Slack asked to wait, in ms, each time. */
  readonly waits: readonly number[];
  readonly scopes: readonly string[];
  readonly socketMode: boolean;
  /** Whether it was Slack itself, and no other address. */
  readonly isSlack: boolean;
}

const count = ({ results }: Run, answer: Found['answer']): number =>
  results.filter(({ found }) => found.answer === answer).length;

export const summary = (run: Run): string =>
  `${count(run, 'yes')} yes, ${count(run, 'no')} no, ${count(run, 'not tried')} not tried.`;

/** One line, and for a no a second one. */
export function linesOf({ check, found }: Result): readonly string[] {
  const line = `${found.answer.padEnd(9)} ${check.subject}: ${check.tries} (${found.came})`;
  return found.answer === 'no' ? [line, `          ${consequence(check)}`] : [line];
}

const consequence = ({ breaksLore, otherwise }: Check): string =>
  breaksLore === true
    ? `Lore as it is built does something wrong here: it ${otherwise}.`
    : `Lore ${otherwise}.`;

/** The last lines: what is left behind, in words that say what to do. */
export function endOf({ left, before, mayBeLeft }: Run): readonly string[] {
  return [
    ...(before === null
      ? ['Without the scope for this channel’s history nobody can look for what an earlier run left behind.']
      : before === 0
        ? []
        : [`Messages of an earlier run that were taken away: ${before}.`]),
    ...(mayBeLeft
      ? [
          'What Slack did not say the time of, Lore can’t find without the scopes for histories. Look into the channel and into Lore’s Messages tab, and delete by hand what is left there.',
        ]
      : []),
    ...(left.length > 0
      ? [
          `Could not be taken away: ${left.join(', ')}. Delete what Lore left in the channel and in its Messages tab by hand.`,
        ]
      : mayBeLeft
        ? []
        : ['Everything that this run made has been taken away.']),
  ];
}

const packages = ['@slack/web-api', '@slack/bolt', '@slack/socket-mode', '@slack/types'];

function versions(): string {
  const text = readFileSync(join(import.meta.dirname, '..', '..', '..', 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(text) as { readonly dependencies: Readonly<Record<string, string>> };
  const pinned = packages.map((name) => `${name} ${dependencies[name] ?? '?'}`);
  return [
    `Lore ${version}`,
    `Node ${process.versions.node}`,
    `${process.platform} ${process.arch}`,
    ...pinned,
  ].join(', ');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

export function markdownOf(run: Run): string {
  const wrong = run.results.filter(({ check, found }) => found.answer === 'no' && check.breaksLore === true);
  const longest = Math.ceil(Math.max(0, ...run.waits) / 1000);
  return [
    '# What this Slack does',
    '',
    `- ${versions()}`,
    `- ${run.isSlack ? 'slack.com' : 'not slack.com'}, ${run.socketMode ? 'Socket Mode' : 'HTTP'}`,
    `- Scopes: ${run.scopes.length === 0 ? 'not named' : run.scopes.toSorted().join(', ')}`,
    `- ${summary(run)} Slack asked to wait ${run.waits.length} times${longest === 0 ? '' : `, at most ${longest} s`}.`,
    ...endOf(run).map((line) => `- ${line}`),
    ...(wrong.length === 0
      ? []
      : [
          '',
          '**Lore as it is built does something wrong here:**',
          '',
          ...wrong.map(({ check }) => `- ${cell(check.tries)}: no. Lore ${cell(check.otherwise)}.`),
        ]),
    '',
    '| | what was tried | what came back | as documented | if not, Lore … |',
    '| --- | --- | --- | --- | --- |',
    ...run.results.map(
      ({ check, found }) =>
        `| ${found.answer} | ${[`${check.subject}: ${check.tries}`, found.came, check.documented, check.otherwise].map(cell).join(' | ')} |`,
    ),
    '',
  ].join('\n');
}

/** @returns 0: all well; 1: something is not as documented; 3: something could not be taken away */
export const exitCodeOf = (run: Run): number =>
  run.left.length > 0 || run.mayBeLeft ? 3 : count(run, 'no') > 0 ? 1 : 0;
