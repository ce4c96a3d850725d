import type * as Renderers from './renderers';

/** Nobody needs the renderers to judge a file, so they wait for the first report: bundlers keep a `require` within a function where it is. */
declare const require: (name: './renderers') => typeof Renderers;

export const checkToGithub: typeof Renderers.checkToGithub = (...given) => require('./renderers').checkToGithub(...given);
export const checkToTerminal: typeof Renderers.checkToTerminal = (...given) => require('./renderers').checkToTerminal(...given);
export const comparisonToJson: typeof Renderers.comparisonToJson = (...given) => require('./renderers').comparisonToJson(...given);
export const comparisonToMarkdown: typeof Renderers.comparisonToMarkdown = (...given) => require('./renderers').comparisonToMarkdown(...given);
export const comparisonToText: typeof Renderers.comparisonToText = (...given) => require('./renderers').comparisonToText(...given);
export const exportReport: typeof Renderers.exportReport = (...given) => require('./renderers').exportReport(...given);
export const messageToHtml: typeof Renderers.messageToHtml = (...given) => require('./renderers').messageToHtml(...given);
export const planDocument: typeof Renderers.planDocument = (...given) => require('./renderers').planDocument(...given);
export const planToJson: typeof Renderers.planToJson = (...given) => require('./renderers').planToJson(...given);
export const planToMarkdown: typeof Renderers.planToMarkdown = (...given) => require('./renderers').planToMarkdown(...given);
export const planToText: typeof Renderers.planToText = (...given) => require('./renderers').planToText(...given);
export const reportToHtml: typeof Renderers.reportToHtml = (...given) => require('./renderers').reportToHtml(...given);
