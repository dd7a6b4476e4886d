/**
 * The whole system, HTTP in and Kafka out. The order matters in two places: the commands of docs/api.md and the table of
 * decisions want the demonstration world untouched, and the catalog suite changes what there is to sell.
 */
import './api-page-suite.js';
import './decisions-suite.js';
import './worked-cases-suite.js';
import './companies-suite.js';
import './transfer-suite.js';
import './suspension-race-suite.js';
import './contract-races-suite.js';
import './points-suite.js';
import './access-suite.js';
import './entitlements-suite.js';
import './modules-suite.js';
import './catalog-suite.js';
