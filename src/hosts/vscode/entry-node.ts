// The extension in Node: the desktop and remote extension hosts.
export { activate } from './activate';
