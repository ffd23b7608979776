/** What goes into a tracker of an action, and where. Pure. */
import type { TrackedIssue } from '#core/connections.ts';
import type { ConnectorName, IssueAudience } from '#core/connector.ts';
import { oneLine, shorten } from '#core/text.ts';
import type { ActionState } from '../session/phases.ts';

/** In characters. */
export const trackerLimits = { title: 200, place: 140, called: 100 } as const;

/** An issue of an action as its owner sees it before: nothing else goes there but its key. */
export interface IssueText {
  readonly title: string;
  readonly body: string;
}

/** What the lines under the words of an action say, in its owner's language. */
export interface IssueWords {
  readonly due: string;
  /** From where it comes. With an address only where nobody reads it who is not let in. */
  readonly from: string;
}

/** The tracker would ping somebody who is called so there. */
const disarmed = (text: string): string => text.replace(/(^|[^\p{L}\p{N}_])@(?=[\p{L}\p{N}])/gu, '$1@\u200b');

export function issueText(
  { what, whenThen }: { readonly what: string; readonly whenThen: string },
  { due, from }: IssueWords,
): IssueText {
  const title = shorten(oneLine(disarmed(what)), trackerLimits.title);
  // What the title does not say as it was written.
  const whole = title === disarmed(what) ? [] : [disarmed(what)];
  const plan = whenThen === '' ? [] : [disarmed(whenThen)];
  return { title, body: [...whole, ...plan, due, from].join('\n\n') };
}

/** Whether an action can be put into a tracker now. */
export const mayPut = (state: ActionState, issue: TrackedIssue | null): boolean =>
  state === 'open' && (issue === null || issue.state === 'gone' || issue.state === 'refused');

/** Of which issue something was told: `#12` and `OPS-12` are 12. That it is open again is nothing new of it. */
export const numberOf = ({ made }: Pick<TrackedIssue, 'made'>): number =>
  Number(/\d+$/.exec(made?.id ?? '')?.[0] ?? 0);

/** Whether those who read it there are let in: what is not known counts as public. */
export const isPrivate = (audience: IssueAudience): boolean => audience === 'private';

const shapes = {
  github: /^[A-Za-z0-9-]{1,39}\/(?!\.+$)[\w.-]{1,100}$/,
  jira: /^[A-Z][A-Z0-9_]{1,79}$/,
} as const;

/** @param typed a name, or an address that was copied from there @returns `null`: it is no place of this kind of tool */
export function placeFrom(connector: ConnectorName, typed: string): string | null {
  const text = typed.trim();
  if (connector === 'github') {
    const path = text.replace(/^https?:\/\/[^/]+\//, '').replace(/\.git$/, '');
    const name = path.split('/').slice(0, 2).join('/');
    return shapes.github.test(name) ? name : null;
  }
  if (connector === 'jira') {
    const [, key = text] = /\/(?:browse|projects)\/([A-Za-z][A-Za-z0-9_]*)/.exec(text) ?? [];
    return shapes.jira.test(key.toUpperCase()) ? key.toUpperCase() : null;
  }
  return null;
}
