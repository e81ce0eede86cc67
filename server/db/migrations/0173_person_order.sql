-- Names in the order of a Chinese list: character by character by their reading, so that all 陈 stand before all 程. The key of a
-- page is this order and the id. The index that held the letters run together goes; the one by place and letters finds who sounds alike.
create collation if not exists registry.zh (provider = icu, locale = 'zh-u-co-pinyin');
create index person_order on registry.person (name collate registry.zh, id, place);
drop index registry.person_pinyin;
