// Stands in for "mocha" in the bundle for the web worker: Mocha's own build for browsers, which leaves its class as a global.
import '../../../../node_modules/mocha/mocha.js';

export default globalThis.Mocha;
