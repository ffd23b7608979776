/** What is said of posts that may not have arrived. */
import { deliveryIssues } from '../../locales/delivery-issues.ts';
import { defineCopy } from '../core/copy.ts';

export const deliveryIssuesCopy = defineCopy(deliveryIssues);
