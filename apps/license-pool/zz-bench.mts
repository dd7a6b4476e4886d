import { creditPurchase } from './src/application/credit-purchase.js'; import { poolKeyOf } from './src/adapters/kafka/states.js'; import { publishEvents } from './src/adapters/kafka/publish-events.js'; import { acknowledge } from './src/adapters/kafka/receipts.js';
import { OrdersController } from './src/adapters/kafka/orders.controller.js';
import { MongoCollections } from './src/adapters/mongo/mongo-collections.js';
import { Chunk, RecordContext } from '@reservoir/messaging';
const cpu=():bigint=>process.hrtime.bigint();
const best={zod:1e12,lotId:1e12,handle:1e12,h:1e12,c:1e12,e:1e12,r:1e12};
import mongoose from 'mongoose';
import { idFor } from '@reservoir/kernel';
import { lotIdOf, purchaseHashOf } from './src/adapters/kafka/order-lines.js';
import { licensePurchased } from '@reservoir/messages';
const conn = mongoose.createConnection();
const cols = new MongoCollections(conn);
const now = '2026-11-21T10:00:00.000Z' as never;
const ctl = new OrdersController(cols, console as never);
const raw = (i:number) => ({orderId:`order-${i}`,line:'1',distributorId:'distributor-one',partnerId:'partner-gold',sku:'endpoint-security:secure-plus',term:'Y1',quantity:5,unitPrice:{currency:'EUR',amountMinor:100},purchasedAt:'2026-11-20T10:00:00Z'});
let tParse=0,tNeeds=0,tHandle=0,n=0;
for (let round=0; round<3000; round++) {
  const chunk = new Chunk({} as never, now);
  if (round===10){tParse=tNeeds=tHandle=0;n=0;}
  let t=cpu();
  const datas = Array.from({length:100},(_,i)=>licensePurchased.schema.parse(raw(round*100+i)));
  best.zod=Math.min(best.zod,Number(cpu()-t));tParse+=Number(cpu()-t); t=cpu();
  const ids = datas.map(d=>lotIdOf(d));
  best.lotId=Math.min(best.lotId,Number(cpu()-t));tNeeds+=Number(cpu()-t);
  // pretend loaded
  for (const id of ids) (cols.lots as any).adopt; 
  const fake = { find: () => ({ toArray: async () => [] }) };
  for (const s of [cols.lots, cols.pools, cols.partners, cols.assortments] as any[]) Object.defineProperty(s,'collection',{value:fake,configurable:true,writable:true});
  await cols.lots.load(chunk, ids); await cols.pools.load(chunk, ['partner-gold:endpoint-security:secure-plus:Y1']);
  cols.partners.adopt(chunk,[{_id:'partner-gold',distributorId:'distributor-one',version:1}]);
  cols.assortments.adopt(chunk,[{_id:'distributor-one',offers:{'endpoint-security:secure-plus':['Y1']},version:1}] as never);
  const ctxs = datas.map((data,i)=>new RecordContext({topic:'orders.v1',partition:0,offset:i,key:'partner-gold',id:'e'+i,source:'s',type:'t',time:null,sequence:null,correlationId:'c',causationId:null,operationId:null,data}, chunk,false));
  t=cpu();
  for (let i=0;i<100;i++) await ctl.purchase(datas[i]!, ctxs[i] as never);
  best.handle=Math.min(best.handle,Number(cpu()-t));tHandle+=Number(cpu()-t); n+=100;
  {
    const chunk2 = new Chunk({} as never, now);
    await cols.lots.load(chunk2, ids); await cols.pools.load(chunk2, ['partner-gold:endpoint-security:secure-plus:Y1']);
    cols.partners.adopt(chunk2,[{_id:'partner-gold',distributorId:'distributor-one',version:1}]);
    cols.assortments.adopt(chunk2,[{_id:'distributor-one',offers:{'endpoint-security:secure-plus':['Y1']},version:1}] as never);
    t=cpu(); const hs = datas.map(d=>purchaseHashOf(d)); best.h=Math.min(best.h,Number(cpu()-t));
    t=cpu(); const outs = datas.map((data,i)=>creditPurchase({order:data,lotId:ids[i]!,pool:poolKeyOf({partnerId:data.partnerId,sku:data.sku,term:data.term}),contentHash:hs[i]!}, cols.in(chunk2), now)); best.c=Math.min(best.c,Number(cpu()-t));
    t=cpu(); outs.forEach((o,i)=>publishEvents(ctxs[i] as never,(o as any).events)); best.e=Math.min(best.e,Number(cpu()-t));
    t=cpu(); datas.forEach((d,i)=>acknowledge(ctxs[i] as never,d,'accepted',{lotId:ids[i]!,quantity:5})); best.r=Math.min(best.r,Number(cpu()-t));
  }
  if (ctxs[0]!.failure || ctxs[0]!.publications.length!==4) throw new Error(String((ctxs[0]!.failure as any)?.error));
}
console.log('best ns', best.zod/100,best.lotId/100,best.handle/100, 'hash',best.h/100,'credit',best.c/100,'events',best.e/100,'receipt',best.r/100);console.log({zod:tParse/n,lotId:tNeeds/n,handle:tHandle/n},'ns');
const d = licensePurchased.schema.parse(raw(1)); let t=cpu(); for(let i=0;i<100000;i++) purchaseHashOf(d); console.log('hash',Number(cpu()-t)/1e5);
process.exit(0);
