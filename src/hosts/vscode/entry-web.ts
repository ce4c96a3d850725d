// The extension in a browser's web worker.
export { activate } from './activate';
