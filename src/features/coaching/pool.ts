/** For whom the rows are that a channel puts people together by. */
import type { AudienceId, ChannelId } from '#core/ids.ts';
import type { Scope } from '#core/scope.ts';

/** For the rounds of a channel. `null`: the viewer is not there, so whatever their rows say, they take no part. */
export const roundsOf = async (scope: Scope, channel: ChannelId): Promise<AudienceId | null> =>
  (await scope.channel(channel)) === null ? null : scope.audience({ kind: 'conversation', channel });
