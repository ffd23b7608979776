/**
 * What people just asked Lore, in memory alone: it is stored nowhere. The process that hears a question nearly always answers it; another one, or one
 * that starts after this died, reads it from Slack (`readQuestion`).
 */
import type { ChannelId, TeamId } from '#core/ids.ts';

export interface HeardQuestions {
  readonly hear: (team: TeamId, channel: ChannelId, ts: string, text: string) => void;
  /** Forgets it, too. @returns `null`: it was not heard here */
  readonly take: (team: TeamId, channel: ChannelId, ts: string) => string | null;
}

/** Of more, the oldest are read from Slack. */
const most = 200;

export function heardQuestions(): HeardQuestions {
  const heard = new Map<string, string>();
  const keyOf = (...parts: readonly string[]) => parts.join(' ');
  return {
    hear: (team, channel, ts, text) => {
      heard.set(keyOf(team, channel, ts), text);
      const [oldest] = heard.keys();
      if (heard.size > most && oldest !== undefined) heard.delete(oldest);
    },
    take: (team, channel, ts) => {
      const key = keyOf(team, channel, ts);
      const text = heard.get(key) ?? null;
      heard.delete(key);
      return text;
    },
  };
}
