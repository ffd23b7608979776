/** Whether Slack still takes the bot token. */
import type { TeamId } from '#core/ids.ts';
import { refusal } from './call-outcome.ts';
import type { Clients } from './clients.ts';

/** @returns Slack's code if it refuses the token; `'no answer'` if it does not say, or not yet. Never rejects. */
export function tokenAsked(clients: Pick<Clients, 'interactive'>) {
  return async (team: TeamId): Promise<{ readonly refused: string | null } | 'no answer'> => {
    try {
      await (await clients.interactive(team)).auth.test();
      return { refused: null };
    } catch (error) {
      const code = refusal(error);
      return code === null ? 'no answer' : { refused: code };
    }
  };
}
