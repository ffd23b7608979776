/** Sentences about posts that may not have arrived. */
import { defineCopy } from '#core/copy.ts';
import { deliveryIssues } from '#locales/delivery-issues.ts';

export const deliveryIssuesCopy = defineCopy(deliveryIssues);
