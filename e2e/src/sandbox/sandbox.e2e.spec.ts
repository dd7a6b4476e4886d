/**
 * What happens in time, on the clock of a sandbox. The order matters: the first suite moves the clock by itself, all others play
 * their cases side by side over one passing of time.
 */
import './clock-suite.js';
import './recovery-cases-suite.js';
import './renewal-cases-suite.js';
import './pool-cases-suite.js';
import './commit-in-flight-suite.js';
import './late-scheduler-suite.js';
import './deadline-race-suite.js';
