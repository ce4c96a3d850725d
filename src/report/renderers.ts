/** What words a finished report, plan or comparison. Loaded as a whole on first use; hosts come to it through `rendering.ts`. */
export { comparisonToJson, comparisonToMarkdown, comparisonToText } from './compare-output';
export { exportReport } from './export';
export { planDocument, planToMarkdown } from './plan-to-markdown';
export { planToJson } from './plan-to-json';
export { planToText } from './plan-to-text';
export { checkToGithub } from './to-github';
export { messageToHtml, reportToHtml } from './to-html';
export { checkToTerminal } from './to-terminal';
