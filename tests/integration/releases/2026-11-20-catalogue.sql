-- catalogue.sqlite as the program of 2026-11-20 (ff8bf3c) left it.
BEGIN TRANSACTION;
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
INSERT INTO "indexed" VALUES('lexical','kk','b3e2ddf18a343d20e5a36457483aa3eb86a858282fe102750ac106d9a06b3c8e1.1');
INSERT INTO "indexed" VALUES('lexical','ru','c007117a56956410ee65aebb76ab4a93498c6613d4cb5f193e0a6f3ba53ccc4e1.1');
COMMIT;
PRAGMA user_version = 1;
