export { demoCatalog } from './demo-catalog.js';
