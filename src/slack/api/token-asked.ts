/** Whether Slack still takes the bot token. */
import type { TeamId } from '#core/ids.ts';
import { refusal } from './call-outcome.ts';
import type { Clients } from './clients.ts';

/** `refused`: Slack's code, or `null` if it takes the token; `'no answer'`: it does not say, or not yet. */
export type TokenAnswer = { readonly refused: string | null } | 'no answer';

/** The result never rejects. */
export function tokenAsked(clients: Pick<Clients, 'interactive'>) {
  return async (team: TeamId): Promise<TokenAnswer> => {
    try {
      await (await clients.interactive(team)).auth.test();
      return { refused: null };
    } catch (error) {
      const code = refusal(error);
      return code === null ? 'no answer' : { refused: code };
    }
  };
}
