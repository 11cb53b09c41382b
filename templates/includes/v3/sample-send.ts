    const data = { userId, email };
    const { ids } = await inngest.send({ name: "user/created", data, id });
