-- catalogue.sqlite as the program of 2026-11-21 (63e8181) left it.
BEGIN TRANSACTION;
CREATE TABLE brought (
        place TEXT NOT NULL, document_id TEXT NOT NULL, PRIMARY KEY (place, document_id)
    ) WITHOUT ROWID;
INSERT INTO "brought" VALUES('/srv/texts/kk.txt','kk');
INSERT INTO "brought" VALUES('/srv/texts/ru.txt','ru');
CREATE TABLE documents (
        id TEXT PRIMARY KEY, checksum TEXT NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL,
        language TEXT NOT NULL, kind TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT,
        version TEXT NOT NULL, url TEXT NOT NULL, asides TEXT NOT NULL, text TEXT NOT NULL
    );
INSERT INTO "documents" VALUES('kk','b3e2ddf18a343d20e5a36457483aa3eb86a858282fe102750ac106d9a06b3c8e','/srv/texts/kk.txt','Өтініш туралы','kk','text','',NULL,'','','[[0, 13]]','Өтініш туралы
Азамат өтінішін әкімдікке он бес күн ішінде береді. Өтініш тегін қаралады.
');
INSERT INTO "documents" VALUES('ru','c007117a56956410ee65aebb76ab4a93498c6613d4cb5f193e0a6f3ba53ccc4e','/srv/texts/ru.txt','Об обращениях','ru','text','',NULL,'','','[[0, 13]]','Об обращениях
Гражданин подаёт обращение в акимат в течение пятнадцати дней. Обращение рассматривается бесплатно.
');
CREATE TABLE indexed (
        channel TEXT NOT NULL, document_id TEXT NOT NULL, stamp TEXT NOT NULL,
        PRIMARY KEY (channel, document_id)
    ) WITHOUT ROWID;
INSERT INTO "indexed" VALUES('lexical','kk','b3e2ddf18a343d20e5a36457483aa3eb86a858282fe102750ac106d9a06b3c8e5.6');
INSERT INTO "indexed" VALUES('lexical','ru','c007117a56956410ee65aebb76ab4a93498c6613d4cb5f193e0a6f3ba53ccc4e5.6');
CREATE TABLE readings (
        place TEXT PRIMARY KEY, origin TEXT NOT NULL, stamp TEXT NOT NULL, checksum TEXT NOT NULL,
        size INTEGER NOT NULL, modified INTEGER NOT NULL, etag TEXT NOT NULL,
        last_modified TEXT NOT NULL, told TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "readings" VALUES('/srv/texts/kk.txt','','93e14e0089b2 			','6d43d4918342e0ccae6f0456824def65f8d6d30cdb74fe76cef279145ff38dc7',163,1795899647872702426,'','','[]');
INSERT INTO "readings" VALUES('/srv/texts/ru.txt','','93e14e0089b2 			','e46e45df66ca4b752dd7d65f9621751c8c123f6da4a8b0f1b71cfd263dd9f21a',212,1795899647878712467,'','','[]');
CREATE INDEX documents_by_state ON documents (id, checksum);
CREATE INDEX readings_by_origin ON readings (origin);
CREATE INDEX brought_by_document ON brought (document_id);
COMMIT;
PRAGMA user_version = 2;
