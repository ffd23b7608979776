/** Ids in the values of buttons and in the metadata of modals; anything else does not decode. */
import { z } from 'zod';
import { channelId, isId, rowId, userId, type ChannelId, type RowId, type UserId } from '../ids.ts';

export const rowValue = z.custom<RowId>(isId).transform(rowId);
export const channelValue = z.custom<ChannelId>(isId).transform(channelId);
export const userValue = z.custom<UserId>(isId).transform(userId);
