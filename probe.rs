use crate::app::{App, SELLER, OURS};
#[tokio::test]
async fn probe_large() {
    let app = App::start().await;
    for n in [100_000usize, 390_000, 420_000, 500_000] {
        let pad = "x".repeat(n);
        let sid = format!("SMbig{n}");
        let form = [("From", SELLER), ("To", OURS), ("Body", "hello"), ("MessageSid", sid.as_str()), ("Extra", pad.as_str())];
        let (s, a) = app.post("/inbound", &form).await;
        println!("inbound {n}: {s} {a}");
        let form = [("From", OURS), ("To", SELLER), ("MessageStatus", "sent"), ("MessageSid", "SMunknown"), ("Extra", pad.as_str())];
        let (s, a) = app.post("/delivery", &form).await;
        println!("delivery {n}: {s} {a}");
        let sid = format!("SMbige{n}");
        let form = [("From", OURS), ("To", SELLER), ("Body", "hello"), ("MessageSid", sid.as_str()), ("Extra", pad.as_str())];
        let (s, a) = app.post("/outbound", &form).await;
        println!("outbound {n}: {s} {a}");
    }
}
