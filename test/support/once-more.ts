/**
 * Tests with browsers, processes and servers run on machines where a second may take three. What fails is tried once more at once, and its
 * first failure stays in the log: a test that needs this is to be mended.
 */
import { jest } from '@jest/globals';

jest.retryTimes(1, { logErrorsBeforeRetry: true, retryImmediately: true });
