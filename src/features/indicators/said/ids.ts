/** What people say about the indicators of a channel, and decide. */
import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, defineModal, textField } from '#core/kit/modal.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { gateIds } from '../maturity/rules.ts';
import { indicatorIds } from '../measures/indicator.ts';

const inChannel = z.object({ channel: channelValue });

/** In characters. */
export const longest = { remark: 300, decision: 1_000 } as const;

export const remarkAction = defineAction('indicators.silly', inChannel);
export const takeBackAction = defineAction('indicators.silly-back', z.object({ remark: rowValue }));
export const remarkModal = defineModal('indicators.silly', inChannel, {
  indicator: choiceField(indicatorIds, 'select'),
  words: textField({ most: longest.remark, optional: true }),
});

const deciding = inChannel.extend({ decision: rowValue.optional() });
export const decideAction = defineAction('indicators.decide', deciding);
export const decisionBack = defineAction('indicators.decision-back', z.object({ decision: rowValue }));
export const decideModal = defineModal('indicators.decide', deciding, {
  words: textField({ most: longest.decision, lines: true }),
  of: choiceField(['channel', 'workspace'], 'radio'),
});

export const gatesAction = defineAction('indicators.gates', inChannel);
const limitFields = Object.fromEntries(gateIds.map((gate) => [gate, textField({ most: 3 })]));
export const gatesModal = defineModal('indicators.gates', inChannel, limitFields);
