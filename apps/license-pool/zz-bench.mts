import { OrdersController } from './src/adapters/kafka/orders.controller.js';
import { MongoCollections } from './src/adapters/mongo/mongo-collections.js';
import { Chunk, RecordContext } from '@reservoir/messaging';
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
for (let round=0; round<60; round++) {
  const chunk = new Chunk({} as never, now);
  if (round===10){tParse=tNeeds=tHandle=0;n=0;}
  let t=process.hrtime.bigint();
  const datas = Array.from({length:1000},(_,i)=>licensePurchased.schema.parse(raw(round*1000+i)));
  tParse+=Number(process.hrtime.bigint()-t); t=process.hrtime.bigint();
  const ids = datas.map(d=>lotIdOf(d));
  tNeeds+=Number(process.hrtime.bigint()-t);
  // pretend loaded
  for (const id of ids) (cols.lots as any).adopt; 
  const fake = { find: () => ({ toArray: async () => [] }) };
  for (const s of [cols.lots, cols.pools, cols.partners, cols.assortments] as any[]) Object.defineProperty(s,'collection',{value:fake,configurable:true,writable:true});
  await cols.lots.load(chunk, ids); await cols.pools.load(chunk, ['partner-gold:endpoint-security:secure-plus:Y1']);
  cols.partners.adopt(chunk,[{_id:'partner-gold',distributorId:'distributor-one',version:1}]);
  cols.assortments.adopt(chunk,[{_id:'distributor-one',offers:{'endpoint-security:secure-plus':['Y1']},version:1}] as never);
  const ctxs = datas.map((data,i)=>new RecordContext({topic:'orders.v1',partition:0,offset:i,key:'partner-gold',id:'e'+i,source:'s',type:'t',time:null,sequence:null,correlationId:'c',causationId:null,operationId:null,data}, chunk,false));
  t=process.hrtime.bigint();
  for (let i=0;i<1000;i++) await ctl.purchase(datas[i]!, ctxs[i] as never);
  tHandle+=Number(process.hrtime.bigint()-t); n+=1000;
  if (ctxs[0]!.failure || ctxs[0]!.publications.length!==2) throw new Error(String((ctxs[0]!.failure as any)?.error));
}
console.log({zod:tParse/n,lotId:tNeeds/n,handle:tHandle/n},'ns');
const d = licensePurchased.schema.parse(raw(1)); let t=process.hrtime.bigint(); for(let i=0;i<100000;i++) purchaseHashOf(d); console.log('hash',Number(process.hrtime.bigint()-t)/1e5);
process.exit(0);
